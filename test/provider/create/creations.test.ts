import { vppToken } from "../../../src/definitions/vppToken";
import type { Entity } from "../../../src/graph/entities";
import { GraphError } from "../../../src/graph/errors/graphError";
import { Creations, OutcomeUnknownError } from "../../../src/provider/create/creations";
import { identityOf } from "../../../src/provider/create/identity";
import type { PropertyMap } from "../../../src/provider/propertyMap";
import { RunLedger } from "../../../src/provider/run/ledger";
import { boundedClock, operationBounds } from "../../../src/provider/run/operation";
import { fingerprintOf } from "../../../src/provider/upload/storedToken";
import { fakeClock } from "../../support/fakeClock";
import { tokenText } from "../../support/tokenText";

/** What becomes of a POST: who answers, and whether the entity was made. */
type Fate = "made" | "502 before" | "502 after" | "cut before" | "cut after" | "page before" | "page after";

const failures = {
  "502": { status: 502, code: "BadGateway", graphMessage: "Bad gateway.", outcomeUnknown: true },
  cut: { graphMessage: "reset", outcomeUnknown: true },
  page: { kind: "notGraph", status: 200, graphMessage: "a page", outcomeUnknown: true },
} as const;

/** Graph with a tenant in memory, and a clock that only waiting moves. */
function tenant(
  fates: Fate[] = [],
  {
    lagMs = 0,
    failingLists = 0,
    listsFailFrom = 1000,
    listsHangFrom = 1000,
    listMs = 0,
    deadlineMs = Number.POSITIVE_INFINITY,
  } = {},
) {
  const entities: (Entity & { readonly madeAt: number })[] = [];
  const before: Entity[] = [];
  const sent: string[] = [];
  const said: string[] = [];
  const clock = fakeClock();
  const start = clock.now().getTime();
  let lists = 0;
  const ledger = new RunLedger();
  const never = () => new Promise<void>(() => {});
  // Only while a list hangs does time pass without anybody who waits for it.
  const timeout = (milliseconds: number) => (lists >= listsHangFrom ? clock.sleep(milliseconds) : never());
  const bounds = operationBounds({ ...clock, timeout: never }, () => ({ deadlineMs: start + deadlineMs }));
  const bounded = boundedClock({ ...clock, timeout }, bounds);
  const creations = new Creations(vppToken, { ...bounded, log: (sentence) => said.push(sentence) }, ledger);
  const list = async () => {
    lists += 1;
    clock.pass(listMs);
    if (lists >= listsHangFrom) return new Promise<never>(() => {});
    if (lists <= failingLists || lists >= listsFailFrom)
      throw new GraphError({ status: 503, code: "Busy", graphMessage: "no list today" });
    return [...before, ...entities.filter(({ madeAt }) => madeAt + lagMs <= clock.now().getTime())];
  };
  const put = (id: string, shown: PropertyMap) => entities.push({ ...shown, id, madeAt: clock.now().getTime() });
  /** @param shown What the service shows otherwise than sent. */
  const make = (
    name: string,
    properties: PropertyMap = {},
    { year = 2098, shown = {} }: { year?: number; shown?: PropertyMap } = {},
  ) => {
    const expirationDateTime = `${year}-05-01T10:00:00Z`;
    const token = fingerprintOf(tokenText({ token: name, expDate: expirationDateTime }));
    const body = { token: "MARKED", appleId: "a", ...properties };
    const create = async (): Promise<Entity> => {
      sent.push(name);
      const [how = "made", when = "after"] = (fates.shift() ?? "made").split(" ");
      await new Promise((resolve) => setImmediate(resolve));
      const { token: _, ...visible } = body;
      const entity = { id: `id of ${name}`, organizationName: "Contoso", expirationDateTime, ...visible, ...shown };
      if (when === "after") put(entity.id, entity);
      if (how === "502" || how === "cut" || how === "page") throw new GraphError(failures[how]);
      return entity;
    };
    const identity = identityOf(vppToken, token, body);
    if (!identity) throw new Error("no identity");
    return creations.create(identity, body, before, { list, create });
  };
  return {
    before,
    entities,
    sent,
    said,
    ledger,
    make,
    put,
    waited: () => clock.now().getTime() - start,
    lists: () => lists,
  };
}

describe("creations", () => {
  test("are one request and no list when the answer holds the entity", async () => {
    const { sent, lists, make } = tenant();
    expect((await make("x")).id).toBe("id of x");
    expect([sent, lists()]).toEqual([["x"], 0]);
  });

  test.each<Fate>(["502 after", "cut after", "page after"])(
    "take what was made when the answer is lost: %s",
    async (fate) => {
      const { sent, said, make } = tenant([fate]);
      expect((await make("x")).id).toBe("id of x");
      expect(sent).toEqual(["x"]);
      expect(said).toEqual([
        expect.stringMatching(/^No usable response to the request that creates a VPP token\. Checking/),
      ]);
    },
  );

  test.each<[Fate, number]>([
    ["502 after", 15_000],
    ["cut after", 15_000],
    ["cut after", 40_000],
    ["page after", 55_000],
  ])("find it in lists that lag behind: %s, %i ms", async (fate, lagMs) => {
    const { sent, make } = tenant([fate], { lagMs });
    expect((await make("x")).id).toBe("id of x");
    expect(sent).toEqual(["x"]);
  });

  test("send again when Graph itself says that it failed, after looking for some 20 s", async () => {
    const { sent, waited, make } = tenant(["502 before"]);
    expect((await make("x")).id).toBe("id of x");
    expect(sent).toEqual(["x", "x"]);
    expect(waited()).toBe(20_000);
  });

  test("give up after three that Graph fails, with the failure", async () => {
    const { sent, make } = tenant(["502 before", "502 before", "502 before"]);
    await expect(make("x")).rejects.toThrow(GraphError);
    expect(sent).toHaveLength(3);
  });

  test.each<Fate>(["cut before", "page before"])(
    "never send again on a guess, and stop after a minute: %s",
    async (fate) => {
      const { sent, waited, make } = tenant([fate]);
      const error: unknown = await make("x").catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(OutcomeUnknownError);
      expect(String((error as Error).message)).toMatch(
        /may have been created, .* It was not sent again\. The next `pulumi up` finds/,
      );
      expect(sent).toEqual(["x"]);
      expect(waited()).toBe(60_000);
    },
  );

  test("find it after lists that fail", async () => {
    const { sent, make } = tenant(["502 after"], { failingLists: 3 });
    expect((await make("x")).id).toBe("id of x");
    expect(sent).toEqual(["x"]);
  });

  test("take lists that fail for no evidence that it isn't there", async () => {
    const { sent, make } = tenant(["502 before"], { failingLists: 99 });
    await expect(make("x")).rejects.toThrow(OutcomeUnknownError);
    expect(sent).toEqual(["x"]);
  });

  test("take a last list that fails after an empty one for no evidence either", async () => {
    const { sent, make } = tenant(["502 before"], { listsFailFrom: 6 });
    await expect(make("x")).rejects.toThrow(OutcomeUnknownError);
    expect(sent).toEqual(["x"]);
  });

  test.each<[Fate, number, number]>([
    ["502 after", 1, 20_000],
    ["502 after", 3, 20_000],
    ["cut before", 1, 60_000],
    ["page after", 5, 60_000],
  ])("stop when lists hang, as long as lookups last: %s, from list %i", async (fate, listsHangFrom, lasts) => {
    const { sent, waited, make } = tenant([fate], { listsHangFrom, lagMs: 100_000 });
    await expect(make("x")).rejects.toThrow(/may have been created/);
    expect(sent).toEqual(["x"]);
    expect(waited()).toBeGreaterThanOrEqual(lasts);
    expect(waited()).toBeLessThanOrEqual(lasts + 5000);
  });

  test.each<[Fate, number]>([
    ["502 before", 20_000],
    ["cut before", 60_000],
  ])("look no longer when lists are slow: %s", async (fate, lasts) => {
    const { said, waited, make } = tenant([fate], { listMs: 4000 });
    await make("x").catch(() => undefined);
    expect(waited()).toBeLessThanOrEqual(lasts + 5000);
    expect(said).toHaveLength(1);
  });

  test.each<[string, PropertyMap]>([
    ["in small letters", { appleId: "vpp@contoso.example" }],
    ["null", { appleId: null, organizationName: null }],
    ["another", { appleId: "admin@contoso.example", organizationName: "Contoso Ltd" }],
  ])("find theirs by its expiry, where the service shows the account as %s", async (_how, shown) => {
    const { sent, make } = tenant(["cut after"]);
    expect((await make("x", { appleId: "VPP@contoso.example" }, { shown })).id).toBe("id of x");
    expect(sent).toEqual(["x"]);
  });

  test("find theirs though it shows no date yet", async () => {
    const { make } = tenant(["cut after", "cut after"]);
    expect((await make("x", {}, { shown: { expirationDateTime: null } })).id).toBe("id of x");
    expect((await make("y", {}, { shown: { expirationDateTime: "0001-01-01T00:00:00Z" } })).id).toBe("id of y");
  });

  test("don't take an entity of another expiry, or of before", async () => {
    const { before, sent, make, put } = tenant(["502 before"]);
    before.push({ id: "old", appleId: "a", expirationDateTime: "2098-05-01T10:00:00Z" });
    put("another", { appleId: "a", organizationName: "Contoso", expirationDateTime: "2098-05-01T10:00:01Z" });
    expect((await make("x")).id).toBe("id of x");
    expect(sent).toEqual(["x", "x"]);
  });

  test("take an answer with an entity of before for no answer", async () => {
    const { before, sent, make } = tenant(["made"]);
    before.push({ id: "ID OF X", appleId: "b", expirationDateTime: "2098-05-01T10:00:00Z" });
    await expect(make("x")).rejects.toThrow(/which existed before.*may have been created/);
    expect(sent).toEqual(["x"]);
  });

  test("give every one of several look-alikes its own id, though all their answers are lost", async () => {
    const { entities, sent, make } = tenant(["cut after", "502 after", "502 before", "page after", "made"]);
    const ids = (await Promise.all(["a", "b", "c", "d"].map((name) => make(name)))).map(({ id }) => id);
    expect(ids).toEqual(["id of a", "id of b", "id of c", "id of d"]);
    expect(entities).toHaveLength(4);
    expect(sent).toEqual(["a", "b", "c", "c", "d"]);
  });

  test.each(["cut after", "502 after"] as const)(
    "tell those of one expiry apart by what was sent, all at once: %s",
    async (fate) => {
      const { sent, make } = tenant([fate, fate, fate], { lagMs: 1500 });
      const countries = ["gb", "us", "fr"];
      const made = await Promise.all(countries.map((countryOrRegion) => make(countryOrRegion, { countryOrRegion })));
      expect(made.map(({ id }) => id)).toEqual(["id of gb", "id of us", "id of fr"]);
      expect(sent).toHaveLength(3);
    },
  );

  test("take nobody else's, where one of two of an expiry was lost before it was made", async () => {
    const { make } = tenant(["cut before", "cut after"]);
    const made = await Promise.allSettled([
      make("gb", { countryOrRegion: "gb" }),
      make("us", { countryOrRegion: "us" }),
    ]);
    expect(made.map((one) => ("value" in one ? one.value.id : one.reason.constructor.name))).toEqual([
      "OutcomeUnknownError",
      "id of us",
    ]);
  });

  const outcomes = (made: readonly PromiseSettledResult<Entity>[]) =>
    made.map((one) => ("value" in one ? one.value.id : one.reason.constructor.name));

  test.each<Fate>(["cut before", "502 before"])(
    "take no entity without a date that another create could have made, whatever its expiry: %s",
    async (fate) => {
      const { sent, make } = tenant([fate, "cut after"]);
      const both = await Promise.allSettled([
        make("x", {}, { year: 2098 }),
        make("y", {}, { year: 2099, shown: { expirationDateTime: null } }),
      ]);
      expect(outcomes(both)).toEqual(["OutcomeUnknownError", "OutcomeUnknownError"]);
      expect(sent).toEqual(["x", "y"]);
    },
  );

  test("take the one without a date that the others can't have made", async () => {
    const { sent, make } = tenant(["cut after", "cut after", "made"]);
    const undated = (year: number) => ({ year, shown: { expirationDateTime: null } });
    const made = await Promise.allSettled([
      make("gb", { countryOrRegion: "gb" }, undated(2097)),
      make("us", { countryOrRegion: "us" }, undated(2098)),
      make("any", {}, undated(2099)),
    ]);
    expect(outcomes(made)).toEqual(["id of gb", "id of us", "id of any"]);
    expect(sent).toHaveLength(3);
  });

  test("take nobody else's that shows nothing to tell them apart, and don't send again", async () => {
    const { sent, make } = tenant(["502 before", "cut after"]);
    const both = await Promise.allSettled([
      make("gb", { countryOrRegion: "gb" }),
      make("us", { countryOrRegion: "us" }, { shown: { countryOrRegion: null } }),
    ]);
    expect(outcomes(both)).toEqual(["OutcomeUnknownError", "OutcomeUnknownError"]);
    expect(sent).toEqual(["gb", "us"]);
  });

  test("take theirs under another account, though a look-alike is to follow", async () => {
    const { sent, make } = tenant(["502 after", "made"]);
    const shown = { appleId: "admin@contoso.example" };
    const made = await Promise.all(["a", "b"].map((name) => make(name, {}, { shown })));
    expect(made.map(({ id }) => id)).toEqual(["id of a", "id of b"]);
    expect(sent).toEqual(["a", "b"]);
  });

  test("go on without one whose outcome stays unknown", async () => {
    const { sent, make } = tenant(["cut before", "cut after"]);
    await expect(make("x")).rejects.toThrow(OutcomeUnknownError);
    await expect(make("y", {}, { year: 2099, shown: { expirationDateTime: null } })).rejects.toThrow(
      /a new one could be it/,
    );
    expect(sent).toEqual(["x", "y"]);
  });

  test("quote ids without what steers a terminal", async () => {
    const { make, put } = tenant(["cut after"]);
    const creating = make("x");
    await new Promise((resolve) => setImmediate(resolve));
    const shown = { appleId: "a", organizationName: "Contoso", expirationDateTime: "2098-05-01T10:00:00Z" };
    put(`\u001b[31m\u202e${"9".repeat(5000)}`, shown);
    const told = await creating.catch(({ message }: Error) => message);
    expect(told).toMatch(/id of x/);
    for (const steering of ["\u001b", "\u202e", "9".repeat(200)]) expect(told).not.toContain(steering);
  });

  test("stop when somebody else made one alike meanwhile, and list the candidates", async () => {
    const { sent, make, put } = tenant(["cut after"]);
    const creating = make("x");
    await new Promise((resolve) => setImmediate(resolve));
    put("a stranger's", { appleId: "a", organizationName: "Contoso", expirationDateTime: "2098-05-01T10:00:00Z" });
    await expect(creating).rejects.toThrow(/several new ones could be it \(id .*a stranger's/);
    expect(sent).toEqual(["x"]);
  });

  test("don't take what this run created or deleted", async () => {
    const { ledger, sent, make, put } = tenant(["502 before"]);
    put("deleted", { appleId: "a", organizationName: "Contoso", expirationDateTime: "2098-05-01T10:00:00Z" });
    ledger.noteDeleted("DELETED");
    expect((await make("x")).id).toBe("id of x");
    expect(sent).toEqual(["x", "x"]);
  });

  test("leave it unknown when the time limit ends a lookup, and send nothing again", async () => {
    const { sent, make } = tenant(["502 before"], { deadlineMs: 4000 });
    await expect(make("x")).rejects.toThrow(OutcomeUnknownError);
    expect(sent).toHaveLength(1);
  });

  test("pass on a refusal at once", async () => {
    const { before, sent, lists, make } = tenant();
    before.push({ id: "1" });
    const refused = new GraphError({ status: 403, code: "Forbidden", graphMessage: "No." });
    const failing = make(
      "x",
      {},
      {
        shown: {
          get id(): string {
            throw refused;
          },
        },
      },
    );
    await expect(failing).rejects.toBe(refused);
    expect([sent, lists()]).toEqual([["x"], 0]);
  });
});
