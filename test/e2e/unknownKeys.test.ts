import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

describe("keys of the configuration that don't exist, through the real CLI", () => {
  const { stack } = withStack(
    {
      "Pulumi.yaml": "name: keys\nruntime: nodejs\n",
      "package.json": "{}",
      "index.js": `
        const intune = require("pulumi-intune");
        new intune.VppToken("london", { token: "${tokenText()}" });
        new intune.VppToken("paris", { token: "${tokenText({ token: "b", expDate: "2098-05-01T10:00:00-0700" })}" });
      `,
    },
    { configuration: { "intune:tenentId": "MARKED-VALUE", "intune:apiVersion": "v1.0", "keys:tenentId": "x" } },
  );

  test("are warned of once, at preview and at up, without their values", async () => {
    await stack.mustRun([
      "config",
      "set",
      "--path",
      "--plaintext",
      "intune:connections.contoso.tenantId",
      "MARKED-VALUE",
    ]);
    for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const { code, output } = await stack.run(args);
      const diagnostics = output.slice(output.indexOf("Diagnostics:"));
      expect(diagnostics.match(/warning: .*/g)).toEqual([
        "warning: intune:tenentId is not a configuration key of intune. Did you mean tenantId?",
        expect.stringMatching(/^warning: intune:connections has no effect with the dynamic provider.*contoso:tenantId/),
      ]);
      expect(output).not.toContain("MARKED-VALUE");
      expect(code).toBe(0);
    }
  });
});
