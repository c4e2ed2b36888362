import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { tokenProgram, withStack } from "../support/withStack";

const appleId = "vpp@contoso.example";
const expiring = (year: number, secret = `made-up-${year}`) =>
  tokenText({ token: secret, expDate: `${year}-05-01T10:00:00-0700` });

describe("update: an older token isn't uploaded after a detour, through the real CLI", () => {
  const { stack, box, declareTokens } = withStack(tokenProgram("detour"), {
    box: true,
    emulator: { renewalLag: 3_600_000 },
  });

  // Intune's expiry still shows the first token.
  const step = steps(() => box.forget());

  const declare = (name: string, args: object, options: object = {}) =>
    declareTokens({ name, args: { appleId, ...args }, options: { ...options } });
  const mustUp = () => stack.mustRun(["up", "--yes", "--skip-preview"]);

  /** Four tokens that expire one year after the other; each test has its own. */
  const three = (first: number) =>
    [first, first + 1, first + 2, first + 3].map((year) => expiring(year)) as [string, string, string, string];

  test("step by step", async () => {
    await step.each([
      ["was taken out for a run", 2060, { countryOrRegion: "gb" }, false],
      ["was taken out, and the entity refreshed", 2065, { countryOrRegion: "gb" }, true],
      ["was taken out with all other arguments", 2070, {}, false],
    ])(
      "update: refuses the token between two that were uploaded when `token` %s",
      async (_, year, without, refreshes) => {
        const name = `from-${year}`;
        const [first, between, latest, newer] = three(year);
        declare(name, { token: first });
        await mustUp();
        declare(name, { token: latest });
        await mustUp();
        declare(name, without);
        await mustUp();
        if (refreshes) expect((await stack.refresh()).code).toBe(0);
        box.forget();
        declare(name, { token: between });
        for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
          const { code, output } = await stack.run(args);
          expect(output).toMatch(/expires earlier/);
          expect(code).not.toBe(0);
        }
        expect(box.writes()).toEqual([]);
        declare(name, { token: latest });
        expect((await stack.up()).code).toBe(0);
        expect(box.writes()).toEqual([]);
        declare(name, { token: newer });
        expect((await stack.up()).code).toBe(0);
        expect(box.writes()).toEqual([`PATCH ${stack.idOf(name)}`]);
      },
    );

    await step("update: refuses it as well when the detour leads over `tokenFrom`", async () => {
      const name = "from-2075";
      const [first, between, latest] = three(2075);
      const upWith = (text: string) => stack.run(["up", "--yes", "--skip-preview"], { LONDON_TOKEN: text });
      declare(name, { tokenFrom: { env: "LONDON_TOKEN" } });
      expect((await upWith(first)).code).toBe(0);
      expect((await upWith(latest)).code).toBe(0);
      declare(name, { countryOrRegion: "gb" });
      await mustUp();
      declare(name, { token: between });
      box.forget();
      const { code, output } = await stack.up();
      expect(output).toMatch(/expires earlier/);
      expect(code).not.toBe(0);
      expect(box.writes()).toEqual([]);
    });
  });
});

describe("update: tokens that change places between resources, through the real CLI", () => {
  const { stack, box, intune, declareTokens } = withStack(tokenProgram("places"), { box: true, per: "test" });

  const declare = (texts: Readonly<Record<string, string>>) =>
    declareTokens(...Object.entries(texts).map(([name, token]) => ({ name, args: { token, appleId } })));
  const namesIn = (message: string, resources: object) =>
    Object.keys(resources).filter((name) => message.includes(`"${name}"`));
  const [a, b, c] = [expiring(2096), expiring(2097), expiring(2098)];
  const [sameA, sameB] = [expiring(2099, "one"), expiring(2099, "other")];

  test.each([
    ["swapped", { one: a, two: b }, { one: b, two: a }],
    ["swapped, the later one first", { one: b, two: a }, { one: a, two: b }],
    ["swapped, of one expiry", { one: sameA, two: sameB }, { one: sameB, two: sameA }],
    ["rotated", { one: a, two: b, three: c }, { one: b, two: c, three: a }],
    ["rotated the other way", { one: a, two: b, three: c }, { one: c, two: a, three: b }],
  ])("update: refuses tokens that are %s before anything is sent, and names both", async (_, first, then) => {
    declare(first);
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    const live = await intune.tokens();
    box.forget();
    declare(then);
    const { code, output } = await stack.up();
    expect(code).not.toBe(0);
    expect(box.writes()).toEqual([]);
    expect(await intune.tokens()).toEqual(live);
    const messages = output.slice(output.indexOf("Diagnostics:")).match(/error: .*VPP token.*/g) ?? [];
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) expect(namesIn(message, first).length).toBeGreaterThanOrEqual(2);
    expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/);
    declare(first);
    expect((await stack.up("--expect-no-changes")).code).toBe(0);
  });

  test("update: refuses files that are swapped under `tokenFrom`, and names both", async () => {
    const names = ["one", "two"] as const;
    const put = (texts: Readonly<Record<string, string>>) =>
      stack.write(Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${name}.vpptoken`, text])));
    put({ one: a, two: b });
    declareTokens(...names.map((name) => ({ name, args: { tokenFrom: { file: `${name}.vpptoken` }, appleId } })));
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    box.forget();
    put({ one: b, two: a });
    const { code, output } = await stack.run(["preview"]);
    expect(code).not.toBe(0);
    expect(namesIn(output.slice(output.indexOf("Diagnostics:")), { one: a, two: b })).toEqual(names);
    expect(box.writes()).toEqual([]);
  });

  test("update: with --target refuses the token of a resource that isn't a target", async () => {
    declare({ one: a, two: b });
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    box.forget();
    declare({ one: b, two: a });
    const urn = stack.resources().find((one) => one.urn.endsWith("::one"))?.urn;
    const { code, output } = await stack.up("--target", String(urn));
    expect(code).not.toBe(0);
    expect(output).toContain(stack.idOf("two"));
    expect(box.writes()).toEqual([]);
  });

  test("update: renews tokens of one organization in one run, whichever is later", async () => {
    declare({ one: a, two: b });
    await stack.mustRun(["up", "--yes", "--skip-preview"]);
    box.forget();
    declare({ one: expiring(2100, "renewed one"), two: expiring(2100, "renewed two") });
    expect((await stack.up()).code).toBe(0);
    expect(box.writes().sort()).toEqual([`PATCH ${stack.idOf("one")}`, `PATCH ${stack.idOf("two")}`].sort());
    expect((await stack.drift()).code).toBe(0);
  });
});
