import { nativeDoor } from "../../support/doors";
import { isList } from "../../support/middlebox";
import { expectWell } from "../../support/pulumi";
import { steps } from "../../support/steps";
import { tokenText } from "../../support/tokenText";
import { withTokens } from "../../support/withStack";
import { reference } from "../../support/yamlProgram";

const count = 60;
/** A school district: one account, one organization, and fifteen tokens an expiry. */
const school = (number: number) => ({
  name: `school-${number}`,
  args: {
    token: tokenText({ token: `made-up-${number}`, expDate: `206${number % 4}-05-01T10:00:00-0700` }),
    appleId: "vpp@contoso.example",
  },
});
const schools = (last: number) => Array.from({ length: last }, (_, index) => school(index));

describe("many tokens at once, through the plugin", () => {
  const scene = withTokens("many", nativeDoor, { box: true, emulator: { latency: 30, pageSize: 500, faults: true } });

  const step = steps(() => {
    scene.box.intervene();
    scene.box.forget();
  });
  const posts = () => scene.box.writes().filter((write) => write === "POST").length;
  const expectOnce = async (tokens: number) => {
    const ids = scene.stack.resources().map(({ id }) => id);
    expect(new Set(ids).size).toBe(tokens);
    expect(new Set((await scene.intune.tokens()).map(({ id }) => id))).toEqual(new Set(ids));
  };

  test("step by step", async () => {
    await step("--parallel 500: creates each of 60 once, with one list", async () => {
      scene.declareTokens(...schools(count));
      const { code, output } = await scene.stack.up("--parallel", "500");
      expect(output).not.toContain("error:");
      expect(code).toBe(0);
      expect(scene.box.requests.filter(isList)).toHaveLength(1);
      expect(posts()).toBe(count);
      await expectOnce(count);
    });

    await step("a refresh of all is one list, and a second up sends nothing", async () => {
      expectWell(await scene.stack.refresh("--expect-no-changes"));
      expect(scene.box.methods()).toEqual(["GET"]);
      scene.box.forget();
      expectWell(await scene.stack.up("--expect-no-changes"));
      expect(scene.box.methods()).toEqual([]);
    });

    await step("--continue-on-error: one that fails doesn't hold up the others", async () => {
      const rome = { name: "rome", args: { token: tokenText({ token: "rome", expDate: "2071-05-01T10:00:00Z" }) } };
      const more = [{ ...school(count), options: { dependsOn: [reference("school-0")] } }, rome];
      scene.box.intervene(({ method, body }, forward) =>
        method === "POST" && body?.token === rome.args.token
          ? { status: 403, body: { error: { code: "Forbidden", message: "No." } } }
          : forward(),
      );
      scene.declareTokens(...schools(count), ...more);
      const { code, output } = await scene.stack.up("--continue-on-error");
      expect(output).toMatch(/VppToken \(rome\)/);
      expect(code).not.toBe(0);
      await expectOnce(count + 1);
      scene.box.intervene();
      scene.box.forget();
      expectWell(await scene.stack.up());
      expect(posts()).toBe(1);
      await expectOnce(count + 2);
    });

    await step("--target: creates the new token that it names, and refuses one that is declared already", async () => {
      const fresh = { name: "fresh", args: { token: tokenText({ token: "fresh", expDate: "2072-05-01T10:00:00Z" }) } };
      const again = { name: "again", args: school(0).args };
      scene.declareTokens(...schools(count), fresh, again);
      const urn = (name: string) => `urn:pulumi:test::many::intune:index:VppToken::${name}`;
      expectWell(await scene.stack.up("--target", urn("fresh")));
      expect(scene.box.writes()).toEqual(["POST"]);
      scene.box.forget();
      const refused = await scene.stack.up("--target", urn("again"));
      expect(refused.output).toContain(scene.stack.idOf("school-0"));
      expect(refused.code).not.toBe(0);
      expect(scene.box.writes()).toEqual([]);
    });

    await step("--parallel 500: destroy removes each once", async () => {
      expectWell(await scene.stack.destroy("--parallel", "500"));
      expect(await scene.intune.tokens()).toEqual([]);
      const deletes = scene.box.writes();
      expect(deletes.length).toBe(count + 3);
      expect(new Set(deletes).size).toBe(deletes.length);
    });
  });
});
