import { parseConfiguration, readFailureMessage } from "../../../src/cli/shared/stackConfiguration";

describe("the configuration of a stack", () => {
  const configured = parseConfiguration(
    JSON.stringify({
      "intune:tenantId": { value: "contoso.example", secret: false },
      "intune:clientSecret": { value: "s", secret: true },
      "intune:useOidc": { value: "true", secret: false },
      "program:places": { value: '["London"]', objectValue: ["London"], secret: false },
    }),
  );

  test("gives the text of each key, secret or not", () => {
    const keys = ["intune:tenantId", "intune:clientSecret", "intune:useOidc", "program:places"];
    expect(keys.map(configured)).toEqual(["contoso.example", "s", "true", '["London"]']);
  });

  test.each(["intune:clientId", "toString", "__proto__"])("has nothing under %s", (key) => {
    expect(configured(key)).toBeUndefined();
  });

  test.each(["", "oops", "[]", "null", '{"intune:tenantId": null}', '{"intune:tenantId": {"secret": true}}'])(
    "is empty when Pulumi writes %j",
    (json) => {
      expect(parseConfiguration(json)("intune:tenantId")).toBeUndefined();
    },
  );
});

describe("a stack that can't be read", () => {
  test("is explained by Pulumi's own reason, without its warnings", () => {
    const stderr = "warning: A new version of Pulumi is available.\nerror: no stack named 'prod' found\n";
    expect(readFailureMessage("prod", { code: 255, stderr, stdout: "SECRET" })).toBe(
      `The configuration of the stack "prod" can't be read. \`pulumi config\` says: no stack named 'prod' found`,
    );
  });

  test("is explained by how Pulumi ended when it gave no reason", () => {
    expect(readFailureMessage("prod", { code: 3, stderr: "" })).toMatch(/says: it ended with 3$/);
    expect(readFailureMessage("prod", { code: null, signal: "SIGKILL", stdout: "SECRET" })).toMatch(
      /it ended with SIGKILL$/,
    );
  });

  test("is explained by a missing CLI", () => {
    expect(readFailureMessage("prod", { code: "ENOENT" })).toMatch(/^--stack needs the Pulumi CLI.* PATH: install it/);
  });
});
