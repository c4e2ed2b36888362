import { readDeclared, writeDeclared } from "../../../src/engine/dynamic/declaredTokens";
import { connectionSettings } from "../../../src/graph/config/settings";
import { connectionOf } from "../../../src/graph/connections";
import { type CheckedResource, ProgramRoster, rosterKey } from "../../../src/provider/run/programRoster";

/** A resource by what it declares and what it was deployed with. */
const resource = (wants?: string, holds?: string, more: Partial<CheckedResource> = {}): CheckedResource => ({
  isNew: holds === undefined,
  wants,
  holds,
  skipsChecks: false,
  name: "london",
  tenant: connectionOf(connectionSettings("intune", () => undefined, { INTUNE_ACCESS_TOKEN: "x" })).tenant,
  ...more,
});

const of = (type: string, name: string) => rosterKey(type, { name, tokens: 1, preview: false });
const key = (name: string) => of("vppToken", name);

/** The roster after these were checked, and whom the last one of them collides with. */
function rivals(...resources: [string, CheckedResource][]) {
  const roster = new ProgramRoster();
  return resources.map(([name, each]) => {
    roster.noteCheck(key(name), { ...each, name }, { name }, resources.length);
    const rival = roster.rivalOf(key(name));
    return rival && `${rival.how} ${rival.name}`;
  });
}

describe("roster: two resources", () => {
  test.each<[string, CheckedResource, CheckedResource, string | undefined]>([
    ["new ones that declare one token", resource("a"), resource("a"), "declares"],
    ["a new one and an existing one of one token", resource("a"), resource("a", "a"), "declares"],
    ["existing ones that hold one token already", resource("a", "a"), resource("a", "a"), undefined],
    ["of two tokens", resource("a"), resource("b"), undefined],
    ["that swap", resource("b", "a"), resource("a", "b"), "holds"],
    ["of which one gets what the other gives up", resource("b", "a"), resource("c", "b"), "holds"],
    ["of which a new one gets what the other gives up", resource("a"), resource("b", "a"), "holds"],
    ["of which one stops to declare what the other gets", resource("a"), resource(undefined, "a"), "holds"],
    ["that are renewed", resource("b", "a"), resource("d", "c"), undefined],
    ["of which neither declares one", resource(), resource(), undefined],
    ["of which one skips the checks", resource("a"), resource("a", undefined, { skipsChecks: true }), undefined],
  ])("%s, in either order", (_which, one, other, how) => {
    expect(rivals(["london", one], ["paris", other])).toEqual([undefined, how && `${how} london`]);
    expect(rivals(["paris", other], ["london", one])).toEqual([undefined, how && `${how} paris`]);
  });

  test("a chain is refused in every order, with a neighbor's name", () => {
    const chain: [string, CheckedResource][] = [
      ["a", resource("2", "1")],
      ["b", resource("3", "2")],
      ["c", resource("4", "3")],
    ];
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    for (const order of orders) {
      const found = rivals(...order.flatMap((at) => chain.slice(at, at + 1)));
      expect(found.filter((rival) => rival !== undefined).length).toBeGreaterThan(0);
      expect(found.every((rival) => rival === undefined || /^holds [abc]$/.test(rival))).toBe(true);
    }
  });

  test("of two types may have one name", () => {
    const roster = new ProgramRoster();
    roster.noteCheck(of("vppToken", "london"), resource("a"), {}, 2);
    roster.noteCheck(of("appleVolumePurchaseProgramToken", "london"), resource("a"), {}, 2);
    expect(roster.rivalOf(of("appleVolumePurchaseProgramToken", "london"))).toEqual({
      name: "london",
      how: "declares",
    });
  });

  test("of which one isn't known collide in nothing", () => {
    expect(new ProgramRoster().rivalOf(key("london"))).toBeUndefined();
  });
});

describe("roster: tokens that the program tells in advance", () => {
  const [a, b] = ["a".repeat(64), "b".repeat(64)];
  const told = (...tokens: [number, string, string | undefined][]) =>
    readDeclared(
      writeDeclared(
        tokens.map(([index, name, fingerprint]) => ({ index, name, ...(fingerprint ? { fingerprint } : {}) })),
      ),
    );
  const declarer = (own: CheckedResource, ...tokens: Parameters<typeof told>) => {
    const roster = new ProgramRoster();
    roster.noteDeclared(told(...tokens));
    roster.noteCheck(key("london"), { ...own, index: 1 }, {}, 2);
    return roster.declarerOfHeld(key("london"));
  };

  test("name the resource that declares what this one was deployed with", () => {
    expect(declarer(resource(b, a), [1, "london", b], [2, "a name, with spaces", a])).toBe("a name, with spaces");
  });

  test.each<[string, CheckedResource, [number, string, string | undefined][]]>([
    ["of the resource itself", resource(b, a), [[1, "london", a]]],
    ["when it still declares it", resource(a, a), [[2, "paris", a]]],
    ["of a new resource", resource(a), [[2, "paris", a]]],
    ["that aren't known", resource(b, a), [[2, "paris", undefined]]],
  ])("name none: %s", (_which, own, tokens) => {
    expect(declarer(own, ...tokens)).toBeUndefined();
  });

  test("are left out of a program of very many, since each resource brings those of all", () => {
    const tokens = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ index, name: "london", fingerprint: a }));
    expect(readDeclared(writeDeclared(tokens(250)))).toHaveLength(250);
    expect(writeDeclared(tokens(251))).toBe("");
    for (const foreign of [undefined, 5, "", "x\ny", "1 zz name"]) expect(readDeclared(foreign)).toEqual([]);
  });
});

describe("roster: a replacement, which is checked a second time as if it were new", () => {
  test("is no rival of itself, and not new", () => {
    const roster = new ProgramRoster();
    roster.noteCheck(key("london"), resource("b", "a"), { token: "b" }, 1);
    roster.noteDiff("the id of london", { token: "b" });
    roster.noteCheck(key("london"), resource("b"), { token: "b" }, 1);
    expect(roster.rivalOf(key("london"))).toBeUndefined();
    expect(roster.replacedId(key("london"))).toBe("the id of london");
    expect(roster.unseen).toBe(0);
  });

  test("still holds the token that it was deployed with", () => {
    const roster = new ProgramRoster();
    roster.noteCheck(key("london"), resource("b", "a"), { token: "b" }, 2);
    roster.noteCheck(key("london"), resource("b"), { token: "b" }, 2);
    roster.noteCheck(key("paris"), resource("a"), { token: "a" }, 2);
    expect(roster.rivalOf(key("paris"))).toEqual({ name: "london", how: "holds" });
  });
});

describe("roster: resources that the engine hasn't asked for", () => {
  test("are those that are neither new and checked, nor compared", () => {
    const roster = new ProgramRoster();
    expect(roster.unseen).toBe(0);
    roster.noteCheck(key("london"), resource("a"), { token: "a" }, 2);
    expect(roster.unseen).toBe(1);
    roster.noteCheck(key("paris"), resource("b", "b"), { token: "b", appleId: "x" }, 3);
    expect(roster.unseen).toBe(2);
    expect(roster.noteDiff("id", { appleId: "x", token: "b" })).toBe(true);
    expect(roster.unseen).toBe(1);
    // A program that declares fewer at first told of fewer.
    roster.noteCheck(key("oslo"), resource("c"), { token: "c" }, 1);
    expect(roster.unseen).toBe(0);
  });

  test("are not found by comparisons of a refresh, which no check came before", () => {
    const roster = new ProgramRoster();
    roster.noteCheck(key("london"), resource("a", "a"), { token: "a", tags: ["0", { b: 1, a: undefined }] }, 1);
    expect(roster.noteDiff("id", { token: "other" })).toBe(false);
    expect(roster.unseen).toBe(1);
    expect(roster.noteDiff("id", { tags: ["0", { b: 1 }], token: "a" })).toBe(true);
    expect(roster.activity).toBe(3);
  });
});
