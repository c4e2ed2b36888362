import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const token = tokenText({ token: "beta" });

describe("the properties of Graph's beta, through the real CLI", () => {
  const { stack, intune } = withStack({ "Pulumi.yaml": "name: beta\nruntime: nodejs\n", "package.json": "{}" });
  const step = steps(() => intune.forget());

  const declare = (args: string) =>
    stack.write({
      "index.js": `
        const intune = require("pulumi-intune");
        const token = new intune.VppToken("london", { token: "${token}", ${args} });
        exports.name = token.displayName;
        exports.apps = token.lastAppCount;
        exports.actions = token.tokenActionResults;
      `,
    });
  const beta = 'displayName: "London", roleScopeTagIds: ["1", "0"], dataSharingConsentGranted: true';
  const versions = () => intune.requests.map(({ method, version }) => `${method} ${version}`);

  test("step by step", async () => {
    await step("a token without any of them is managed through v1.0", async () => {
      declare('countryOrRegion: "gb"');
      expect((await stack.up()).code).toBe(0);
      expect(versions()).toEqual(["GET v1.0", "POST v1.0"]);
    });

    await step("it moves to beta in place when one is declared, and all its outputs are there", async () => {
      declare(`countryOrRegion: "gb", ${beta}`);
      const { code, output } = await stack.up();
      expect(code).toBe(0);
      expect(versions()).toEqual(["PATCH beta"]);
      expect(intune.requests[0]?.body).toEqual({
        "@odata.type": "#microsoft.graph.vppToken",
        displayName: "London",
        roleScopeTagIds: ["1", "0"],
        dataSharingConsentGranted: true,
      });
      expect(output).toMatch(/\+ apps\s*: 0/);
    });

    await step("scope tags in another order are no change and no drift", async () => {
      declare(`countryOrRegion: "GB", ${beta.replace('"1", "0"', '"0", "1"')}`);
      expect((await stack.preview("--expect-no-changes")).code).toBe(0);
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
      const id = stack.resources()[0]?.id;
      await intune.send("PATCH", `/vppTokens/${id}`, { countryOrRegion: "gb" });
      expect((await stack.refresh("--expect-no-changes")).code).toBe(0);
      expect(versions()).toEqual(["GET beta"]);
    });

    await step("asking for v1.0 together with one of them is refused at preview", async () => {
      declare(`apiVersion: "v1.0", ${beta}`);
      const { code, output } = await stack.preview();
      expect(output).toMatch(/displayName is not in Graph's v1.0/);
      expect(code).not.toBe(0);
      await stack.configure({ "intune:apiVersion": "v1.0" });
      declare(beta);
      expect((await stack.preview()).code).not.toBe(0);
      declare(`apiVersion: "beta", ${beta}`);
      expect((await stack.preview()).code).toBe(0);
      await stack.mustRun(["config", "rm", "intune:apiVersion"]);
    });

    await step("it moves back to v1.0 in place when none is declared any more", async () => {
      declare('countryOrRegion: "us"');
      expect((await stack.up()).code).toBe(0);
      expect(versions()).toEqual(["PATCH v1.0"]);
      expect(stack.resources()[0]?.outputs).not.toHaveProperty("displayName");
      expect((await stack.refresh("--expect-no-changes")).code).toBe(0);
      expect(versions()).toEqual(["PATCH v1.0", "GET v1.0"]);
    });

    await step("an argument asks for beta without any of them", async () => {
      declare('countryOrRegion: "us", apiVersion: "beta"');
      expect((await stack.up()).code).toBe(0);
      expect((await stack.destroy()).code).toBe(0);
      expect(versions().at(-1)).toBe("DELETE beta");
    });
  });
});
