import { nativeDoor } from "../../support/doors";
import { steps } from "../../support/steps";
import { tokenText } from "../../support/tokenText";
import { withTokens } from "../../support/withStack";

const expiring = (year: number, name = "") =>
  tokenText({ token: `made-up-${year}${name}`, expDate: `${year}-05-01T10:00:00-0700` });

describe("what the plugin refuses before anything is sent", () => {
  const scene = withTokens("refusals", nativeDoor, { box: true });
  const up = ["up", "--yes", "--skip-preview"];
  const london = { name: "london", args: { token: expiring(2081) } };
  const paris = { name: "paris", args: { token: expiring(2081, "-paris") } };

  const step = steps(() => scene.box.forget());

  test("step by step", async () => {
    await step("a token that is in the tenant already, with its id, before another is created", async () => {
      const { id } = await scene.intune.send("POST", "/vppTokens", { token: expiring(2090) });
      scene.declareTokens(
        { name: "rome", args: { token: expiring(2089) } },
        { name: "twin", args: { token: expiring(2090) } },
      );
      for (const args of [["preview"], ["up", "--yes"]]) {
        scene.box.forget();
        const { code, output } = await scene.stack.run(args);
        expect(output).toContain(`import: "${id}"`);
        expect(output).toMatch(/VppToken \(twin\)/);
        expect(code).not.toBe(0);
        expect(scene.box.methods()).toEqual(["GET"]);
      }
      await scene.intune.send("DELETE", `/vppTokens/${id}`);
    });

    await step("two resources of one token, by the names of both", async () => {
      scene.declareTokens(
        { name: "one", args: { token: expiring(2091) } },
        { name: "other", args: { token: expiring(2091), appleId: "other@contoso.example" } },
      );
      for (const args of [["preview"], up]) {
        const { code, output } = await scene.stack.run(args);
        expect(output).toMatch(/[Aa]nother resource (of|in) this program/);
        expect(output).toMatch(/VppToken \(one\)[\s\S]*"other"|VppToken \(other\)[\s\S]*"one"|"one" and "other"/);
        expect(code).not.toBe(0);
      }
      expect(scene.box.writes()).toEqual([]);
    });

    await step("a swap of the tokens of two resources, by the names of both", async () => {
      scene.declareTokens(london, paris);
      await scene.stack.mustRun(up);
      scene.box.forget();
      scene.declareTokens({ ...london, args: paris.args }, { ...paris, args: london.args });
      for (const args of [["preview"], up]) {
        const { code, output } = await scene.stack.run(args);
        expect(output).toMatch(
          /"(london|paris)" and "(london|paris)" would exchange|"london" and "paris" declare the token/,
        );
        expect(code).not.toBe(0);
      }
      expect(scene.box.writes()).toEqual([]);
    });

    await step("an unknown configuration key, with the nearest known one", async () => {
      scene.declareTokens(london, paris);
      await scene.stack.configure({ "intune:tenentId": "x" });
      const { code, output } = await scene.stack.preview();
      expect(output).toMatch(/tenentId.*tenantId/);
      expect(code).not.toBe(0);
      await scene.stack.mustRun(["config", "rm", "intune:tenentId"]);
    });

    await step("bad arguments, each named", async () => {
      scene.declareTokens(
        { name: "london", args: { token: expiring(2081), countryOrRegion: "gbr", renewalWarningDays: -1 } },
        paris,
      );
      const { code, output } = await scene.stack.preview();
      expect(output).toMatch(/countryOrRegion/);
      expect(output).toMatch(/renewalWarningDays/);
      expect(code).not.toBe(0);
      expect(scene.box.requests).toEqual([]);
    });
  });
});
