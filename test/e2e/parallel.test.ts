import { isList } from "../support/middlebox";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { tokenProgram, withStack } from "../support/withStack";

const count = 40;
const appleId = "vpp@contoso.example";
/** A school district: one account, one organization, and ten tokens an expiry. */
const school = (number: number) => ({
  name: `school-${number}`,
  args: {
    token: tokenText({
      token: `made-up-${number}`,
      expDate: `206${number % 4}-05-01T10:00:00-0700`,
    }),
    appleId,
  },
});
const schools = (first: number, last: number) =>
  Array.from({ length: last - first }, (_, index) => school(first + index));

describe("many tokens at once, through the real CLI", () => {
  const { stack, box, intune, declareTokens } = withStack(tokenProgram("parallel"), {
    box: true,
    emulator: { latency: 30, pageSize: 500 },
  });

  beforeAll(async () => {
    declareTokens(...schools(0, count / 2));
    await stack.mustRun(["up", "--yes", "--skip-preview", "--parallel", "500"]);
  });
  const step = steps(() => box.forget());

  const lists = () => box.requests.filter(isList).length;
  const posts = () => box.writes().filter((write) => write === "POST").length;
  const urnOf = (name: string) => String(stack.resources().find(({ urn }) => urn.endsWith(`::${name}`))?.urn);
  const expectOnce = async (tokens: number) => {
    const ids = stack.resources().map(({ id }) => id);
    expect(new Set(ids).size).toBe(tokens);
    expect(new Set((await intune.tokens()).map(({ id }) => id))).toEqual(new Set(ids));
  };

  test("step by step", async () => {
    await step("--parallel 500: a later run creates the rest of one expiry, with one list", async () => {
      await expectOnce(count / 2);
      declareTokens(...schools(count / 2, count), ...schools(0, count / 2));
      const { code, output } = await stack.up("--parallel", "500");
      expect(output).not.toContain("error:");
      expect(code).toBe(0);
      expect(lists()).toBe(1);
      expect(posts()).toBe(count / 2);
      await expectOnce(count);
    });

    await step(
      "--continue-on-error: names the id of a token that already exists, and the next run creates the rest",
      async () => {
        const twin = {
          name: "twin",
          args: { token: tokenText({ token: "twin", expDate: "2070-05-01T10:00:00Z" }), appleId },
        };
        const { id } = await intune.send("POST", "/vppTokens", {
          ...twin.args,
          appleId: "other@contoso.example",
        });
        declareTokens(...schools(0, count), twin, school(count), school(count + 1));
        const { code, output } = await stack.up("--parallel", "500", "--continue-on-error");
        expect(output).toContain(`import: "${id}"`);
        expect(code).not.toBe(0);
        expect(box.requests.filter(({ method, body }) => method === "POST" && body?.token === twin.args.token)).toEqual(
          [],
        );
        expect(lists()).toBeLessThanOrEqual(1);
        declareTokens(...schools(0, count + 2), { ...twin, options: { import: id } });
        expect((await stack.up("--parallel", "500")).code).toBe(0);
        // The engine stops at a refusal that a check makes, whatever the option says: so it may take both runs.
        expect(posts()).toBe(2);
        await expectOnce(count + 3);
      },
    );

    await step("--target: creates a new token of its own expiry, and refuses one that already exists", async () => {
      const fresh = {
        name: "fresh",
        args: { token: tokenText({ token: "fresh", expDate: "2071-05-01T10:00:00Z" }), appleId },
      };
      const again = { name: "again", args: school(0).args };
      declareTokens(...schools(0, count), fresh, again);
      const urn = urnOf("school-0").replace("school-0", "fresh");
      const { code } = await stack.up("--target", urn);
      expect(code).toBe(0);
      expect(box.writes()).toEqual(["POST"]);
      box.forget();
      const refused = await stack.up("--target", urn.replace("fresh", "again"));
      expect(refused.output).toContain(stack.idOf("school-0"));
      expect(refused.code).not.toBe(0);
      expect(box.writes()).toEqual([]);
    });
  });
});
