import { nativeDoor } from "../../support/doors";
import { graphError } from "../../support/middlebox";
import { expectWell } from "../../support/pulumi";
import { steps } from "../../support/steps";
import { tokenText } from "../../support/tokenText";
import { withTokens } from "../../support/withStack";

describe("a replacement that a program asks for, through the plugin", () => {
  const scene = withTokens("replacement", nativeDoor, { box: true });
  const token = tokenText({ token: "london" });
  const renewed = tokenText({ token: "renewed", expDate: "2100-05-01T10:00:00-0700" });
  const declare = (countryOrRegion: string, text = token, options: object = {}) =>
    scene.declareTokens({
      name: "london",
      args: { token: text, countryOrRegion },
      options: { replaceOnChanges: ["countryOrRegion"], ...options },
    });
  const kinds = () => scene.box.writes().map((write) => write.split(" ")[0]);
  const refuse = () =>
    scene.box.intervene(({ method }, forward) => (method === "POST" ? graphError(403, "Forbidden") : forward()));
  const expectOne = async () => {
    expect((await scene.intune.tokens()).map(({ id }) => id)).toEqual([scene.stack.idOf("london")]);
    expect(scene.stack.resources()).toHaveLength(1);
  };

  const step = steps(() => {
    scene.box.intervene();
    scene.box.forget();
  });

  test("step by step", async () => {
    await step("deletes before it creates, by replaceOnChanges", async () => {
      declare("gb");
      await scene.stack.mustRun(["up", "--yes", "--skip-preview"]);
      declare("us");
      expectWell(await scene.stack.up());
      expect(kinds()).toEqual(["POST", "DELETE", "POST"]);
      await expectOne();
    });

    await step("needs the option deleteBeforeReplace with --replace, and the refusal says so", async () => {
      const replace = ["--replace", String(scene.stack.resources()[0]?.urn)];
      const refused = await scene.stack.up(...replace);
      expect(refused.output).toContain("set the option `deleteBeforeReplace: true`");
      expect(refused.code).not.toBe(0);
      expect(kinds()).toEqual([]);
      declare("us", token, { deleteBeforeReplace: true });
      expectWell(await scene.stack.up(...replace));
      expect(kinds()).toEqual(["DELETE", "POST"]);
      await expectOne();
    });

    await step.each<[string, string, string]>([
      ["the same token", "fr", token],
      ["a renewed one", "de", renewed],
    ])("is completed by the next up, with %s, when its create was refused", async (_, country, text) => {
      declare(country, text);
      refuse();
      expect((await scene.stack.up()).code).not.toBe(0);
      expect(await scene.intune.tokens()).toEqual([]);
      scene.box.intervene();
      scene.box.forget();
      expect((await scene.stack.preview()).output).not.toContain("error:");
      const { code } = await scene.stack.up();
      expect(code).toBe(0);
      expect(kinds()).toEqual(["POST"]);
      await expectOne();
      expect(await scene.live("london")).toMatchObject({ countryOrRegion: country });
      expectWell(await scene.stack.up("--expect-no-changes"));
    });
  });
});
