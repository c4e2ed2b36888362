import { join } from "node:path";
import { startIntune } from "../support/intune";
import { root } from "../support/pulumi";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const token = tokenText({ token: "MARKED-TOKEN" });
const project = `name: nodes\nruntime: nodejs\nplugins:\n  providers:\n    - { name: intune, path: ${JSON.stringify(join(root, "plugin"))} }\n`;

describe("a Node program over the plugin, through the real CLI", () => {
  const { stack, intune } = withStack({ "Pulumi.yaml": project, "package.json": "{}" });
  const step = steps(() => intune.forget());
  const declare = (text: string) =>
    stack.write({ "index.js": `const intune = require("pulumi-intune/native");\n${text}` });
  const outputs = async () => JSON.parse(await stack.mustRun(["stack", "output", "--json", "--show-secrets"]));

  test("step by step", async () => {
    await step("creates a token, whose text the program gets back as a secret, and no state holds", async () => {
      declare(`
        const london = new intune.VppToken("london", { token: "${token}", countryOrRegion: "gb" });
        exports.token = london.token;
        exports.id = london.id;
        exports.none = new intune.VppToken("paris", { tokenFrom: { env: "PARIS" } }).token;
      `);
      const paris = tokenText({ token: "paris", expDate: "2098-05-01T10:00:00-0700" });
      const { code, output } = await stack.run(["up", "--yes", "--skip-preview"], { PARIS: paris });
      expect({ code, output }).toMatchObject({ code: 0, output: expect.stringMatching(/token: \[secret\]/) });
      expect(output).not.toContain("MARKED");
      expect(JSON.stringify(stack.resources())).not.toContain("MARKED");
      expect(await outputs()).toMatchObject({ token });
      expect(await outputs()).not.toHaveProperty("none");
    });

    await step("reads one that something else manages, by its id, and changes nothing", async () => {
      const id = stack.resources().find(({ urn }) => urn.endsWith("::london"))?.id;
      declare(`
        const london = intune.VppToken.get("london-read", "${id}");
        exports.country = london.countryOrRegion;
        exports.token = london.token;
      `);
      expect((await stack.up("--target", "**london-read")).code).toBe(0);
      expect(intune.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    });

    await step("looks tokens and licenses up, at once and after what they depend on", async () => {
      declare(`
        const london = new intune.VppToken("london", { token: "${token}", countryOrRegion: "gb" });
        module.exports = async () => ({
          one: (await intune.getVppToken({ organizationName: "Contoso", appleId: undefined, id: process.env.LONDON })).countryOrRegion,
          all: (await intune.getVppTokens()).length,
          licenses: await intune.getVppTokenLicenses({ bundleId: "com.apple.Pages" }),
          later: intune.getVppTokenOutput({ id: london.id }).apply(({ state }) => state),
          list: intune.getVppTokensOutput({}, { dependsOn: london }).apply((tokens) => tokens.length),
          counts: intune.getVppTokenLicensesOutput({ bundleId: "com.apple.Pages" }),
        });
      `);
      const id = stack.resources().find(({ urn }) => urn.endsWith("::london"))?.id ?? "";
      expect((await stack.run(["up", "--yes", "--skip-preview"], { LONDON: id })).code).toBe(0);
      const { one, all, later, list, licenses, counts } = await outputs();
      expect({ one, later }).toEqual({ one: "gb", later: "valid" });
      expect([all, list]).toEqual([2, expect.any(Number)]);
      expect(licenses).toEqual(counts);
    });

    await step("says in one sentence what a lookup didn't find", async () => {
      declare(
        `module.exports = async () => ({ one: await intune.getVppToken({ appleId: "nobody@contoso.example" }) });`,
      );
      const { code, output } = await stack.preview();
      expect(code).not.toBe(0);
      expect(output).toMatch(/error: .*no VPP token of the connection/);
      expect(output).not.toMatch(/ at .*\.js:\d+/);
    });

    await step("says what to install where there is no plugin", async () => {
      stack.write({ "Pulumi.yaml": project.split("plugins:")[0] ?? "" });
      declare(`new intune.VppToken("london", { token: "${token}" });`);
      const { code, output } = await stack.preview();
      expect(code).not.toBe(0);
      expect(output).toContain("no resource plugin 'pulumi-resource-intune' found");
      stack.write({ "Pulumi.yaml": project });
    });

    await step("manages tokens of two tenants by explicit providers, whose credentials are secrets", async () => {
      const other = await startIntune();
      try {
        const provider = (url: string) =>
          `{ graphEndpoint: "${url}", accessToken: "MARKED-BEARER-2", useCli: false, environment: "global" }`;
        declare(`
          const contoso = new intune.Provider("contoso", ${provider(intune.url)});
          const fabrikam = new intune.Provider("fabrikam", ${provider(other.url)});
          const one = new intune.VppToken("one", { token: "${tokenText({ expDate: "2096-05-01T10:00:00-0700" })}" }, { provider: contoso });
          const two = new intune.VppToken("two", { token: "${tokenText({ expDate: "2095-05-01T10:00:00-0700" })}" }, { provider: fabrikam });
          exports.found = intune.getVppTokensOutput({}, { provider: fabrikam, dependsOn: two }).apply((all) => all.length);
        `);
        const { code, output } = await stack.up();
        expect({ code, output }).toMatchObject({ code: 0 });
        expect(await outputs()).toEqual({ found: 1 });
        expect(other.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
        expect(stack.stateText()).not.toContain("MARKED-BEARER-2");
        expect((await stack.destroy()).code).toBe(0);
      } finally {
        await other.close();
      }
    });
  });
});
