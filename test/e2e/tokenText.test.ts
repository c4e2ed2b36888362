import { readFileSync } from "node:fs";
import { join } from "node:path";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const first = tokenText({ token: "MARKED-FIRST", expDate: "2098-05-01T10:00:00Z" });
const renewed = tokenText({ token: "MARKED-RENEWED", expDate: "2099-05-01T10:00:00Z" });

const program = (text: string, { country = "gb", options = "{}" } = {}) => ({
  "index.js": `
    const pulumi = require("@pulumi/pulumi");
    const intune = require("pulumi-intune");
    const london = new intune.VppToken("london", { token: "${text}", countryOrRegion: "${country}" }, ${options});
    pulumi.all([pulumi.isSecret(london.token), london.token]).apply(([isSecret, text]) => {
      const isDeclared = text === "${text}";
      require("node:fs").writeFileSync("seen.json", JSON.stringify({ dryRun: pulumi.runtime.isDryRun(), isSecret, isDeclared }));
    });
  `,
});

describe("the text of a token", () => {
  const { stack, intune } = withStack(
    { "Pulumi.yaml": "name: text\nruntime: nodejs\n", "package.json": "{}", ...program(first) },
    { variables: (intune) => ({ INTUNE_GRAPH_ENDPOINT: intune.url, INTUNE_ACCESS_TOKEN: "emulator" }) },
  );
  const step = steps(() => intune.forget());

  const seen = () => JSON.parse(readFileSync(join(stack.folder, "seen.json"), "utf8"));
  const decrypted = () => stack.mustRun(["stack", "export", "--show-secrets"]);
  const sent = () => JSON.stringify(intune.requests.map(({ body }) => body));

  test("step by step", async () => {
    await step("is what the program reads from the resource, as a secret, in a preview and in an up", async () => {
      await stack.mustRun(["preview"]);
      expect(seen()).toEqual({ dryRun: true, isSecret: true, isDeclared: true });
      await stack.mustRun(["up", "--yes", "--skip-preview"]);
      expect(seen()).toEqual({ dryRun: false, isSecret: true, isDeclared: true });
      await stack.mustRun(["preview"]);
      expect(seen()).toEqual({ dryRun: true, isSecret: true, isDeclared: true });
    });

    await step(
      "is not in the state, even decrypted: a fingerprint is, as a secret, with what the token says of itself",
      async () => {
        for (const operation of ["up", "refresh", "up"]) {
          await stack.mustRun([operation, "--yes", "--skip-preview", "--expect-no-changes"]);
          const state = await decrypted();
          expect(state).not.toContain(first);
          expect(state).toMatch(/sha256-[\w-]{43} 2098-05-01T10:00:00Z/);
          expect(stack.stateText()).not.toContain("sha256-");
        }
      },
    );

    await step("is not uploaded again with another property", async () => {
      stack.write(program(first, { country: "us" }));
      await stack.mustRun(["up", "--yes", "--skip-preview"]);
      expect(sent()).toContain("us");
      expect(sent()).not.toContain(first);
    });

    await step("may differ where the program ignores changes of it, and stays what it was", async () => {
      const ignoring = { options: '{ ignoreChanges: ["token"] }' };
      stack.write(program(renewed, { country: "us", ...ignoring }));
      await stack.mustRun(["up", "--yes", "--skip-preview", "--expect-no-changes"]);
      expect(intune.asked()).toEqual([]);
      stack.write(program(renewed, { country: "fr", ...ignoring }));
      await stack.mustRun(["up", "--yes", "--skip-preview"]);
      expect(sent()).not.toContain(renewed);
      expect(await decrypted()).toMatch(/sha256-[\w-]{43} 2098-05-01T10:00:00Z/);
    });

    await step("is uploaded as soon as it is another one, and its fingerprint takes the old one's place", async () => {
      stack.write(program(renewed, { country: "fr" }));
      const { output } = await stack.up("--diff");
      expect(output).toContain("~ token");
      expect(sent()).toContain(renewed);
      const state = await decrypted();
      expect(state).toMatch(/sha256-[\w-]{43} 2099-05-01T10:00:00Z/);
      expect(state).not.toContain(renewed);
      expect(state).not.toContain("2098-05-01");
    });
  });
});
