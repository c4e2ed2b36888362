import { type BoxAnswer, type BoxRequest, loginPage, withEntities } from "../support/middlebox";
import type { Run } from "../support/pulumi";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { tokenProgram, withStack } from "../support/withStack";

/** What becomes of a resource's change. */
interface Case {
  readonly name: string;
  readonly changes: "token" | "countryOrRegion";
  /** Whether the service carries out what is answered like this. */
  readonly done: boolean;
  /** Of an entity: as it was before the change. */
  readonly answer: BoxAnswer | "the entity as it was";
  /** Whether every request for the change is answered like this, or only the first. */
  readonly always?: boolean;
}

const refusal: BoxAnswer = { status: 200, body: { error: { code: "BadRequest", message: "Please sign in." } } };
const empty: BoxAnswer = { status: 200 };
const noContent: BoxAnswer = { status: 204 };

/** What the answer leaves open, and the entity tells. */
const confirmed: readonly Case[] = [
  { name: "login-done", changes: "token", done: true, answer: loginPage },
  { name: "empty-done", changes: "token", done: true, answer: empty },
  { name: "no-content-done", changes: "token", done: true, answer: noContent },
  { name: "country-login-done", changes: "countryOrRegion", done: true, answer: loginPage },
];
const sentAgain: readonly Case[] = [
  { name: "login-once", changes: "token", done: false, answer: loginPage },
  { name: "refusal-once", changes: "token", done: false, answer: refusal },
  { name: "unmoved-once", changes: "token", done: false, answer: "the entity as it was" },
  { name: "no-content-once", changes: "token", done: false, answer: noContent },
  { name: "country-login-once", changes: "countryOrRegion", done: false, answer: loginPage },
  { name: "country-refusal-once", changes: "countryOrRegion", done: false, answer: refusal },
];
const failing: readonly Case[] = [
  { name: "login-always", changes: "token", done: false, answer: loginPage, always: true },
  { name: "refusal-always", changes: "token", done: false, answer: refusal, always: true },
  { name: "unmoved-always", changes: "token", done: false, answer: "the entity as it was", always: true },
  { name: "country-login-always", changes: "countryOrRegion", done: false, answer: loginPage, always: true },
];
const all = [...confirmed, ...sentAgain, ...failing];

const year = (name: string, century: number) => `${century}${50 + all.findIndex((one) => one.name === name)}`;
const token = (name: string, century: number) =>
  tokenText({ token: `made-up-${name}-${century}`, expDate: `${year(name, century)}-05-01T10:00:00Z` });

describe("update: a write is done when the service shows it, through the real CLI", () => {
  const { stack, box, intune, declareTokens, live } = withStack(tokenProgram("confirmed"), { box: true });
  let changed: Run;
  /** What the entities and the state show of the changed property when their run has ended. */
  const after = new Map<string, { live: unknown; state: unknown }>();
  const patches = (name: string) => box.writes().filter((write) => write === `PATCH ${stack.idOf(name)}`).length;
  const initial = ({ name }: Case) => ({ token: token(name, 20), countryOrRegion: "gb" });
  const wanted = (one: Case) => ({
    ...initial(one),
    ...(one.changes === "token" ? { token: token(one.name, 21) } : { countryOrRegion: "us" }),
  });
  const dateOf = (name: string, century: number) => `${year(name, century)}-05-01T10:00:00Z`;

  beforeAll(async () => {
    declareTokens(...all.map((one) => ({ name: one.name, args: initial(one) })));
    await stack.mustRun(["up", "--yes", "--skip-preview", "--parallel", "50"]);
    const nameOf = ({ path }: BoxRequest) => all.find(({ name }) => path.endsWith(`/${stack.idOf(name)}`));
    const hits = new Set<string>();
    box.intervene(async (request, forward) => {
      const one = request.method === "PATCH" ? nameOf(request) : undefined;
      if (one === undefined || (hits.has(one.name) && !one.always)) return forward();
      hits.add(one.name);
      if (one.done) await forward();
      if (one.answer !== "the entity as it was") return one.answer;
      return { status: 200, body: await intune.send("GET", `/vppTokens/${request.path.split("/").at(-1)}`) };
    });
    box.forget();
    declareTokens(...all.map((one) => ({ name: one.name, args: wanted(one) })));
    changed = await stack.up("--parallel", "50", "--continue-on-error");
    for (const { name, changes } of all) {
      const shown = changes === "token" ? "expirationDateTime" : changes;
      const state = stack.resources().find(({ urn }) => urn.endsWith(`::${name}`))?.outputs;
      after.set(name, { live: (await live(name))?.[shown], state: state?.[shown] });
    }
  });

  const old = ({ name, changes }: Case) => (changes === "token" ? dateOf(name, 20) : "gb");
  const renewed = ({ name, changes }: Case) => (changes === "token" ? dateOf(name, 21) : "us");
  const errorOf = (name: string) => new RegExp(`VppToken \\(${name}\\):\\n\\s+error:`);
  const step = steps();

  test("step by step", async () => {
    await step.each(confirmed)("update: takes $name as done, and sends it once", (one) => {
      expect(changed.output).not.toMatch(errorOf(one.name));
      expect(after.get(one.name)).toEqual({ live: renewed(one), state: renewed(one) });
      expect(patches(one.name)).toBe(1);
    });

    await step.each(sentAgain)("update: sends $name again", (one) => {
      expect(changed.output).not.toMatch(errorOf(one.name));
      expect(after.get(one.name)).toEqual({ live: renewed(one), state: renewed(one) });
      expect(patches(one.name)).toBe(2);
    });

    await step.each(failing)("update: fails for $name", (one) => {
      expect(changed.code).not.toBe(0);
      expect(changed.output).toMatch(errorOf(one.name));
      expect(after.get(one.name)).toEqual({ live: old(one), state: old(one) });
    });

    await step("update: the next run sends what failed, and nothing else", async () => {
      box.intervene();
      box.forget();
      expect((await stack.up()).code).toBe(0);
      expect(box.writes().sort()).toEqual(failing.map(({ name }) => `PATCH ${stack.idOf(name)}`).sort());
      for (const { name, changes } of all) {
        expect(await live(name)).toMatchObject(
          changes === "token" ? { expirationDateTime: dateOf(name, 21) } : { countryOrRegion: "us" },
        );
      }
    });

    await step(
      "update: takes a token as uploaded when only its modification date, or only its expiry, moves",
      async () => {
        const [modified, expired] = [stack.idOf("login-done"), stack.idOf("empty-done")];
        const old = new Map((await intune.tokens()).map((entity) => [entity.id, entity]));
        box.intervene(async (_, forward) =>
          withEntities(await forward(), (entity) => {
            const kept = entity.id === modified ? "expirationDateTime" : "lastModifiedDateTime";
            return entity.id === modified || entity.id === expired
              ? { ...entity, [kept]: old.get(entity.id)?.[kept] }
              : entity;
          }),
        );
        box.forget();
        const isRenewed = ({ name }: Case) => name === "login-done" || name === "empty-done";
        declareTokens(
          ...all.map((one) => ({
            name: one.name,
            args: { ...wanted(one), ...(isRenewed(one) ? { token: token(one.name, 22) } : {}) },
          })),
        );
        expect((await stack.up()).code).toBe(0);
        expect(box.writes().sort()).toEqual([`PATCH ${modified}`, `PATCH ${expired}`].sort());
        expect((await stack.drift()).code).toBe(0);
      },
    );
  });
});

describe("delete and actions: an answer that isn't Graph's is no success, through the real CLI", () => {
  const { stack, box, intune, declareTokens } = withStack(tokenProgram("foreign-answers"), { box: true });

  const step = steps(() => {
    box.intervene();
    box.forget();
  });

  test("step by step", async () => {
    await step.each([
      ["a login page", loginPage],
      ["200 with an error inside", refusal],
    ])("delete: keeps a token in the state when the answer is %s", async (_, answer) => {
      declareTokens({ name: "london", args: { token: tokenText({ token: "london" }) } });
      await stack.mustRun(["up", "--yes", "--skip-preview"]);
      const id = stack.idOf("london");
      box.intervene(({ method }, forward) => (method === "DELETE" ? answer : forward()));
      const { code, output } = await stack.destroy();
      expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/);
      expect(code).not.toBe(0);
      expect(stack.idOf("london")).toBe(id);
      box.intervene();
      expect((await stack.destroy()).code).toBe(0);
      expect(await intune.tokens()).toEqual([]);
    });

    await step.each([
      ["a login page", loginPage],
      ["200 with an error inside", refusal],
    ])("license sync: fails when the answer is %s", async (_, answer) => {
      const { id } = await intune.send("POST", "/vppTokens", { token: tokenText({ token: `synced ${_}` }) });
      stack.write({
        "index.js": `
          const { VppTokenLicenseSync } = require("pulumi-intune");
          new VppTokenLicenseSync("sync", { vppTokenId: "${id}", waitForCompletion: false });
        `,
      });
      box.intervene(({ method }, forward) => (method === "POST" ? answer : forward()));
      const { code } = await stack.up();
      expect(code).not.toBe(0);
      expect(stack.resources()).toEqual([]);
    });
  });
});
