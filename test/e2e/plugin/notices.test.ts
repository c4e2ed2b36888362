import { nativeDoor } from "../../support/doors";
import { graphError, withEntities } from "../../support/middlebox";
import { expectWell } from "../../support/pulumi";
import { steps } from "../../support/steps";
import { tokenText } from "../../support/tokenText";
import { withTokens } from "../../support/withStack";
import { reference, yamlProgram, yamlToken } from "../../support/yamlProgram";

const inDays = (days: number) => new Date(Date.now() + (days + 0.5) * 86_400_000).toISOString();

describe("what the plugin tells beside a resource", () => {
  const scene = withTokens("notices", nativeDoor, { box: true, emulator: { now: () => standstill ?? new Date() } });
  /** As long as Intune's clock stands still, no sync comes to an end. */
  let standstill: Date | undefined;

  const step = steps(() => {
    standstill = undefined;
    scene.box.intervene();
    scene.box.forget();
  });
  const diagnostics = (output: string) => output.slice(output.indexOf("Diagnostics:"));
  const said = (output: string, name: string) =>
    new RegExp(`^ {2}intune:index:\\w+ \\(${name}\\):\\n((?: {4}.*\\n|\\n)*)`, "m").exec(diagnostics(output))?.[1] ??
    "";
  const expiring = tokenText({ token: "expiring", expDate: inDays(10) });
  const london = (more: object = {}) => ({ name: "london", args: { token: expiring, ...more } });
  const paris = { name: "paris", args: { token: tokenText({ token: "paris" }) } };

  test("step by step", async () => {
    await step("a token that expires within 30 days is warned of once, at preview and at up", async () => {
      scene.declareTokens(london(), paris);
      for (const args of [["preview"], ["up", "--yes", "--skip-preview"], ["preview"]]) {
        const { code, output } = await scene.stack.run(args);
        expect(said(output, "london")).toMatch(/warning: The token expires in 10 days/);
        expect(diagnostics(output).match(/warning:/g)).toHaveLength(1);
        expect(code).toBe(0);
      }
    });

    await step("a value that Intune stores in another form is warned of, and not sent again", async () => {
      const declared = london({ renewalWarningDays: 0, organizationName: "Contoso  Ltd" });
      const spell = (text: unknown) => String(text).replace(/ +/g, " ");
      scene.box.intervene(async (_, forward) =>
        withEntities(await forward(), (entity) => ({ ...entity, organizationName: spell(entity.organizationName) })),
      );
      scene.declareTokens(declared, paris);
      const { code, output } = await scene.stack.up();
      expect(said(output, "london")).toMatch(
        /warning: Intune stores .*organizationName.* in another form than declared/,
      );
      expect(code).toBe(0);
      scene.box.forget();
      expectWell(await scene.stack.up("--expect-no-changes"));
      expect(scene.box.methods()).toEqual([]);
    });

    await step("a wait that Graph asks for is told beside the resource", async () => {
      let refused = 0;
      scene.box.intervene(({ method }, forward) =>
        method === "PATCH" && refused++ === 0
          ? { ...graphError(429, "TooManyRequests"), headers: { "retry-after": "11" } }
          : forward(),
      );
      scene.declareTokens(london({ renewalWarningDays: 0, countryOrRegion: "gb" }), paris);
      const { code, output } = await scene.stack.up();
      expect(said(output, "london")).toMatch(/429 \(throttled\)\. Waiting 11 s/);
      expect(code).toBe(0);
    });

    await step("a sync that doesn't end is bounded by customTimeouts, and the message says so", async () => {
      const program = (options: object) =>
        yamlProgram("notices", {
          resources: {
            london: yamlToken(london({ renewalWarningDays: 0, countryOrRegion: "gb" }).args),
            paris: yamlToken(paris.args),
            sync: { type: "intune:VppTokenLicenseSync", properties: { vppTokenId: reference("paris.id") }, options },
          },
        });
      standstill = new Date();
      scene.stack.write(program({ customTimeouts: { create: "4s" } }));
      const { code, output } = await scene.stack.up();
      expect(said(output, "sync")).toMatch(/time limit \(the resource option customTimeouts\)/);
      expect(code).not.toBe(0);
      expect(scene.stack.resources()).toHaveLength(2);
    });
  });
});
