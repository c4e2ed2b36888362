import { stackOfEachTest } from "../../support/stack";
import { tokenText } from "../../support/tokenText";

const { intune, stack } = stackOfEachTest();

const token = tokenText({ token: "a", expDate: "2098-05-01T10:00:00Z" });
const program = { london: { token, appleId: "VPP@contoso.example" } };
const healed = () => intune.heal();
const post = { method: "POST", path: "vppTokens" };
const posts = () => intune.asked().filter((request) => request.startsWith("POST")).length;
const live = async () => ((await intune.send("GET", "/vppTokens")).value as unknown[]).length;

describe("create: an answer that is lost after the token was created", () => {
  test.each<[string, object]>([
    ["no answer", { kind: "cut", when: "after" }],
    ["half an answer", { kind: "cut", when: "midway" }],
    ["a page with 200", { kind: "htmlPage", when: "after" }],
    ["an empty 502", { kind: "status", status: 502, body: "none", when: "after" }],
    ["Graph's own 500", { kind: "status", status: 500, when: "after" }],
    ["an empty answer", { kind: "emptyBody" }],
    ["an error with status 201", { kind: "patch", of: "answer", set: { error: { code: "Busy" } }, remove: ["id"] }],
  ])("is looked for and found: %s", async (_what, fault) => {
    await intune.fail({ ...post, ...fault }, { kind: "hideNewest", method: "GET", times: 2, after: 1 });
    expect(await stack.up(program)).toEqual({ london: "created" });
    expect([posts(), await live()]).toEqual([1, 1]);
    expect(await stack.up(program)).toEqual({ london: "same" });
  });

  test("is found in small letters", async () => {
    const shown = { appleId: "vpp@contoso.example" };
    await intune.fail({ ...post, kind: "cut", when: "after" }, { kind: "patch", method: "GET", set: shown, times: 99 });
    expect(await stack.up(program)).toEqual({ london: "created" });
    expect([posts(), await live()]).toEqual([1, 1]);
  });
});

describe("create: an answer that is lost before anything was created", () => {
  test("is sent again where Graph itself answered with its error", async () => {
    await intune.fail({ ...post, kind: "status", status: 500 });
    expect(await stack.up(program)).toEqual({ london: "created" });
    expect([posts(), await live()]).toEqual([2, 1]);
    expect(stack.lives.waited()).toBeGreaterThanOrEqual(20_000);
  });

  test("ends after three such errors", async () => {
    await intune.fail({ ...post, kind: "status", status: 500, times: 9 });
    expect((await stack.up(program)).london).toMatch(/500/);
    expect(posts()).toBe(3);
  });

  test.each<[string, object]>([
    ["no answer", { kind: "cut" }],
    ["a page with 200", { kind: "htmlPage" }],
    ["a page with 502", { kind: "htmlPage", status: 502 }],
    ["an empty 502", { kind: "status", status: 502, body: "none" }],
  ])("stops after a minute, and the next run creates it: %s", async (_what, fault) => {
    await intune.fail({ ...post, ...fault, times: 9 });
    expect((await stack.up(program)).london).toMatch(/may have been created, .*The next `pulumi up` finds/);
    expect(posts()).toBe(1);
    expect(stack.lives.waited()).toBeGreaterThanOrEqual(60_000);
    await healed();
    expect(await stack.up(program)).toEqual({ london: "created" });
  });

  test("that shows up later is named by the next run", async () => {
    await intune.fail(
      { ...post, kind: "cut", when: "after" },
      { kind: "hideNewest", method: "GET", times: 99, after: 1 },
    );
    expect((await stack.up(program)).london).toMatch(/may have been created/);
    await healed();
    expect((await stack.up(program)).london).toMatch(/already exists in the tenant \(id .*\)/);
    expect([posts(), await live()]).toEqual([1, 1]);
  });

  test("is sent again at once where nothing was sent or Graph throttles", async () => {
    await intune.fail({ ...post, kind: "status", status: 429, retryAfter: 1 });
    expect(await stack.up(program)).toEqual({ london: "created" });
    expect([posts(), await live()]).toEqual([2, 1]);
    expect(stack.lives.waited()).toBeLessThan(5000);
  });
});
