import { compilerSays } from "../support/example";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const text = (location: string, year: string) =>
  tokenText({ token: `MARKED-${location}-${year}`, expDate: `${year}-05-01T10:00:00-0700` });
const locations = { london: "gb", paris: "fr", berlin: "de" };
const renewed = text("paris", "2099");

describe("examples/token-from-file", () => {
  const { stack, intune } = withStack("token-from-file");
  const bodies = (wanted: string) => intune.requests.filter(({ method }) => method === wanted).map(({ body }) => body);
  const ids = () =>
    stack
      .resources()
      .map(({ id }) => id)
      .sort();

  beforeAll(() => {
    for (const location of Object.keys(locations)) place(location, text(location, "2098"));
  });
  const step = steps(() => intune.forget());

  function place(location: string, content: string): void {
    stack.write({ [`tokens/${location}.vpptoken`]: `${content}\n` });
  }

  test("step by step", async () => {
    await step("uploads the token of every location from its file", async () => {
      const { code } = await stack.up();
      expect(code).toBe(0);
      const uploaded = Object.entries(locations).map(([location, countryOrRegion]) =>
        expect.objectContaining({ token: text(location, "2098"), countryOrRegion }),
      );
      expect(bodies("POST")).toHaveLength(uploaded.length);
      expect(bodies("POST")).toEqual(expect.arrayContaining(uploaded));
    });

    await step("uploads a file that was replaced, to the same entity, and no other", async () => {
      const before = ids();
      place("paris", renewed);
      const { code, output } = await stack.up();
      expect(output).toMatch(/paris *: "2098.*" => "2099/);
      expect(code).toBe(0);
      expect(bodies("PATCH")).toEqual([{ "@odata.type": "#microsoft.graph.vppToken", token: renewed }]);
      expect(ids()).toEqual(before);
    });

    await step("leaves no token in the state, not even encrypted", async () => {
      const state = await stack.mustRun(["stack", "export", "--show-secrets"]);
      expect(state).toContain("tokens/paris.vpptoken");
      for (const secret of [renewed, ...Object.keys(locations).map((location) => text(location, "2098"))]) {
        expect(state.includes(secret)).toBe(false);
      }
      expect(state).not.toMatch(/MARKED|"token":/);
    });
  });

  test("satisfies the compiler that its package.json asks for", () => {
    expect(compilerSays("token-from-file")).toBe("");
  });
});
