import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const inDays = (days: number) => new Date(Date.now() + (days + 0.5) * 86_400_000).toISOString();

describe("warnings, through the real CLI", () => {
  const { stack, intune } = withStack({ "Pulumi.yaml": "name: warnings\nruntime: nodejs\n", "package.json": "{}" });

  const declare = (expDate: string, more = "", options = "{}") =>
    stack.write({
      "index.js": `
        const intune = require("pulumi-intune");
        new intune.VppToken("london", { token: "${tokenText({ token: "the same", expDate })}", ${more} }, ${options});
      `,
    });
  const warned = (output: string) => output.match(/warning: (The token .*|Intune reports .*)/g) ?? [];
  const step = steps();

  test("step by step", async () => {
    await step(
      "a token that expires within 30 days is warned of at preview and at up, once each, on the resource",
      async () => {
        declare(inDays(10));
        for (const args of [["preview"], ["up", "--yes", "--skip-preview"], ["preview"]]) {
          const { code, output } = await stack.run(args);
          const diagnostics = output.slice(output.indexOf("Diagnostics:"));
          expect(warned(diagnostics)).toHaveLength(1);
          expect(diagnostics).toMatch(/VppToken \(london\):\s+warning: The token expires in 10 days, on .*Download/);
          expect(code).toBe(0);
        }
      },
    );

    await step("renewalWarningDays says how many days", async () => {
      declare(inDays(10), "renewalWarningDays: 5");
      expect(warned((await stack.up()).output)).toEqual([]);
    });

    await step("a token that expired since its upload is warned of and holds nothing up", async () => {
      const soon = new Date(Date.now() + 4000).toISOString();
      declare(soon, "renewalWarningDays: 0, skipTokenChecks: true");
      expect((await stack.up()).code).toBe(0);
      await new Promise((resolve) => setTimeout(resolve, 4000));
      declare(soon, 'renewalWarningDays: 0, countryOrRegion: "us"');
      const { code, output } = await stack.up();
      expect(output).toMatch(/warning: The token expired on/);
      expect(code).toBe(0);
      expect(stack.resources()[0]?.outputs.countryOrRegion).toBe("us");
    });

    await step("a state that isn't valid is warned of, with what to do", async () => {
      declare(inDays(300), 'displayName: "London", skipTokenChecks: true');
      expect((await stack.up()).code).toBe(0);
      await intune.send("POST", "/vppTokens", { token: tokenText({ token: "the same", expDate: inDays(299) }) });
      expect((await stack.refresh()).code).toBe(0);
      const { output } = await stack.preview();
      expect(output).toMatch(
        /warning: Intune reports the token's state as duplicateLocationId\. Another token in this tenant/,
      );
    });
  });
});
