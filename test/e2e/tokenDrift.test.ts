import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const years = ["2095", "2096", "2097", "2098", "2099", "2100"];
const [first = "", renewed = "", renewedInPortal = "", latest = "", tooLate = "", unseen = ""] = years.map((year) =>
  tokenText({ token: `made-up-${year}`, expDate: `${year}-05-01T10:00:00-0700` }),
);

/** How a program declares the token: in its text, or by where the text is found. */
describe.each([
  ["in the program", (text: string) => `token: "${text}"`],
  ["in a file", () => 'tokenFrom: { file: "london.vpptoken" }'],
])("a token %s that is renewed, through the real CLI", (_where, declaration) => {
  let id = "";

  // Intune's expiry lags behind a renewal: here so far that only a change elsewhere ends it.
  const { stack, intune } = withStack(
    { "Pulumi.yaml": "name: drift\nruntime: nodejs\n", "package.json": "{}" },
    { emulator: { renewalLag: 3_600_000 } },
  );
  const step = steps(() => intune.forget());

  function declare(text: string, more = ""): void {
    writeFileSync(join(stack.folder, "london.vpptoken"), `${text}\n`);
    stack.write({
      "index.js": `
        const intune = require("pulumi-intune");
        const token = new intune.VppToken("london", { ${declaration(text)}, ${more} });
        exports.expires = token.expirationDateTime;
      `,
    });
  }
  const drift = () => stack.drift("--diff");
  const bodies = () => intune.requests.flatMap(({ body }) => (body ? [body] : []));

  test("step by step", async () => {
    await step("shows no drift right after its renewal, though Intune still shows the old date", async () => {
      declare(first);
      expect((await stack.up()).code).toBe(0);
      id = stack.resources()[0]?.id ?? "";
      declare(renewed);
      const { code, output } = await stack.up();
      expect(code).toBe(0);
      expect(output).toContain("2095-05-01");
      expect(bodies().at(-1)).toEqual({ "@odata.type": "#microsoft.graph.vppToken", token: renewed });
      expect((await drift()).code).toBe(0);
    });

    await step("shows no drift either when something else of it is changed meanwhile", async () => {
      await intune.send("PATCH", `/vppTokens/${id}`, { countryOrRegion: "us" });
      expect((await drift()).code).toBe(0);
      expect((await stack.refresh()).code).toBe(0);
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
    });

    await step("is refused when an earlier one is put back, though Intune's date still lags", async () => {
      declare(first);
      const { code, output } = await stack.preview();
      expect(output).toMatch(/has a problem: token(From)? expires earlier.*so it is not uploaded/);
      expect(code).not.toBe(0);
      expect(bodies()).toEqual([]);
      declare(renewed);
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
    });

    await step("shows drift when it was renewed in the portal", async () => {
      // The second upload ends the lag of the first: Intune shows the date of the one before.
      await intune.send("PATCH", `/vppTokens/${id}`, { token: renewedInPortal });
      await intune.send("PATCH", `/vppTokens/${id}`, { token: renewedInPortal });
      const { code, output } = await drift();
      expect(output).toMatch(/~ token: \[secret\] => \[secret\]|~ tokenFrom[\s\S]*~ expires: "2096[\s\S]*=> "2097/);
      expect(code).toBe(7);
      expect((await stack.refresh()).code).toBe(0);
    });

    await step("is not uploaded again over the portal's, and the message says what to do", async () => {
      const { code, output } = await stack.up();
      expect(output).toMatch(/expires earlier \(2096.*\) than the token that Intune holds \(2097.*skipTokenChecks/);
      expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/);
      expect(code).not.toBe(0);
      expect(bodies()).toEqual([]);
    });

    await step("is at rest again, without an upload, when the portal's token is declared", async () => {
      declare(renewedInPortal);
      expect((await stack.up()).code).toBe(0);
      expect(bodies()).toEqual([]);
      expect((await drift()).code).toBe(0);
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
    });

    await step("is uploaded when it is newer than the portal's", async () => {
      declare(latest);
      expect((await stack.up()).code).toBe(0);
      expect(bodies()).toEqual([{ "@odata.type": "#microsoft.graph.vppToken", token: latest }]);
      expect((await drift()).code).toBe(0);
    });

    await step("is not uploaded over a later one of the portal that no refresh has seen", async () => {
      for (let upload = 0; upload < 2; upload++) await intune.send("PATCH", `/vppTokens/${id}`, { token: unseen });
      declare(tooLate);
      const { code, output } = await stack.up();
      expect(output).toMatch(/expires earlier \(2099.*\) than the token that Intune holds \(2100.*skipTokenChecks/);
      expect(code).not.toBe(0);
      expect(bodies()).toEqual([]);
      declare(unseen);
      expect((await stack.up()).code).toBe(0);
      expect(bodies()).toEqual([]);
      expect((await stack.up("--expect-no-changes")).code).toBe(0);
      expect((await drift()).code).toBe(0);
    });

    await step("passes unnoticed with skipTokenChecks", async () => {
      declare(unseen, "skipTokenChecks: true");
      expect((await stack.up()).code).toBe(0);
      for (let upload = 0; upload < 2; upload++) await intune.send("PATCH", `/vppTokens/${id}`, { token: first });
      expect((await drift()).code).toBe(0);
      declare(first, "skipTokenChecks: true");
      expect((await stack.up()).code).toBe(0);
      expect(bodies()).toEqual([{ "@odata.type": "#microsoft.graph.vppToken", token: first }]);
    });
  });
});
