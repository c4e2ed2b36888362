import { dirname, join } from "node:path";
import { runNode } from "../cli/run";
import { uploaded } from "../lookups/uploaded";
import { type Intune, startIntune } from "../support/intune";
import { root } from "../support/pulumi";
import { withStack } from "../support/withStack";

const bearers = { intune: "MARKED-BEARER-OF-INTUNE", contoso: "MARKED-BEARER-OF-CONTOSO" };

describe("pulumi-intune status with the configuration of a stack, through the real CLI", () => {
  const { stack, intune } = withStack({ "Pulumi.yaml": "name: status\nruntime: nodejs\n" }, { variables: () => ({}) });
  let contoso: Intune;

  beforeAll(async () => {
    contoso = await startIntune();
    await uploaded(intune.url, { orgName: "Contoso", displayName: "London" });
    await uploaded(contoso.url, { orgName: "Contoso", displayName: "Paris" });
    await stack.mustRun([
      ...["config", "set-all"],
      ...["--plaintext", `intune:graphEndpoint=${intune.url}`, "--secret", `intune:accessToken=${bearers.intune}`],
      ...["--plaintext", `contoso:graphEndpoint=${contoso.url}`, "--secret", `contoso:accessToken=${bearers.contoso}`],
    ]);
  });
  afterAll(() => contoso?.close());
  /** Where nothing is but the program's folder. */
  const above = () => dirname(stack.folder);

  const status = (args: readonly string[], { cwd = stack.folder, variables = {} } = {}) =>
    runNode([join(root, "dist", "cli", "main.js"), "status", "--json", ...args], {
      cwd,
      env: { ...stack.environment, ...variables },
    });
  const names = (json: string) => JSON.parse(json).map(({ displayName }: { displayName: string }) => displayName);

  test("the tenant and the credential are the stack's, secrets included, whatever the environment says", async () => {
    const variables = { INTUNE_GRAPH_ENDPOINT: contoso.url, INTUNE_ACCESS_TOKEN: "another" };
    const { code, stdout, stderr } = await status(["--stack", "test"], { variables });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(names(stdout)).toEqual(["London"]);
    expect(intune.requests.at(-1)?.headers.authorization).toBe(`Bearer ${bearers.intune}`);
  });

  test("another connection of the stack is another tenant, also from outside of the program's folder", async () => {
    const { stdout } = await status(["--stack", "test", "--connection", "contoso", "--cwd", "program"], {
      cwd: above(),
    });
    expect(names(stdout)).toEqual(["Paris"]);
    expect(contoso.requests.at(-1)?.headers.authorization).toBe(`Bearer ${bearers.contoso}`);
  });

  test("without --stack, the stack's configuration isn't read, as a failure to sign in says", async () => {
    const { code, stderr } = await status([], { variables: { INTUNE_USE_CLI: "true", PATH: above() } });
    expect(stderr).toMatch(/ The command reads a stack's configuration only with --stack NAME\.\n$/);
    expect(code).toBe(2);
  });

  test.each([
    ["a stack that isn't there", ["--stack", "nope"], {}, /"nope" can't be read\. .* no stack named 'nope' found/],
    ["a folder without a project", ["--stack", "test", "--cwd", ".."], {}, /no Pulumi\.yaml project file found/],
    [
      "a wrong passphrase",
      ["--stack", "test"],
      { variables: { PULUMI_CONFIG_PASSPHRASE: "wrong" } },
      /"test" can't be read\. .*passphrase/,
    ],
    [
      "a connection that the stack doesn't configure",
      ["--stack", "test", "--connection", "fabrikam"],
      {},
      /Set fabrikam:tenantId/,
    ],
  ])("%s ends with 2 and Pulumi's reason", async (_what, args, where, sentence) => {
    const { code, stdout, stderr } = await status(args, where);
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/^error: [^\n]*\n$/);
    expect(stderr).not.toContain("MARKED");
    expect(stderr).not.toContain("--stack NAME");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});
