import { fakeClock } from "../support/fakeClock";
import type { Checkpoint, Goal } from "./checkpoint";
import { registered, startCore } from "./core";
import { EngineRun } from "./engine";
import type { Kill } from "./scenario";
import { Session } from "./session";
import { Tenant } from "./tenant";
import { textOf } from "./tokens";
import { Wire } from "./wire";

/** What the scenarios rest on: the engine and the tenant do what Pulumi and Intune do. */
describe("the engine of the scenarios", () => {
  const wire = new Wire();
  const clock = fakeClock();
  let tenant: Tenant;
  let state: Checkpoint;

  afterAll(() => wire.restore());
  beforeEach(() => {
    const traits = {
      organizationOnRenewal: "keeps",
      respells: false,
      renewalLagSeconds: 0,
      datelessSeconds: 0,
      pageSize: 100,
      parallel: 2,
    } as const;
    tenant = new Tenant(traits, clock);
    state = new Map();
  });

  const goal = (args: object, more: Partial<Goal> = {}): Goal => {
    const inputs = registered({ token: textOf({ location: "north", generation: 0 }), ...args }, undefined);
    return {
      name: "a",
      inputs,
      aliases: [],
      replace: false,
      replaceOnChanges: false,
      deleteBeforeReplace: true,
      ...more,
    };
  };

  /** One run, as a process of its own. */
  async function run(command: (engine: EngineRun) => Promise<void>, kill?: Kill) {
    const session = new Session(wire, tenant, clock, [], kill);
    const engine = new EngineRun(
      state,
      startCore(session.url, clock, () => {}),
      2,
    );
    if ((await Promise.race([command(engine), session.killed])) === "killed") engine.kill();
    await session.close();
    state = engine.checkpoint;
    const { ended, steps } = engine.report();
    return { ended, did: steps.map(({ operation }) => operation), wrote: session.writes.map(({ method }) => method) };
  }
  const up = (goals: readonly Goal[], kill?: Kill) => run((engine) => engine.up(goals), kill);
  const idOf = (name: string) => state.get(name)?.id;

  test("creates, updates what changed, and deletes what is no longer declared", async () => {
    expect(await up([goal({})])).toEqual({ ended: "well", did: ["check", "create"], wrote: ["POST"] });
    expect(await up([goal({})])).toEqual({ ended: "well", did: ["check", "diff"], wrote: [] });
    const change = await up([goal({ countryOrRegion: "us" })]);
    expect(change).toEqual({ ended: "well", did: ["check", "diff", "update"], wrote: ["PATCH"] });
    expect(await up([])).toEqual({ ended: "well", did: ["delete"], wrote: ["DELETE"] });
    expect([await tenant.live(), state.size]).toEqual([[], 0]);
  });

  test("knows a resource by its alias", async () => {
    await up([goal({})]);
    const id = idOf("a");
    expect((await up([goal({}, { name: "b", aliases: ["a"] })])).wrote).toEqual([]);
    expect([idOf("a"), idOf("b")]).toEqual([undefined, id]);
  });

  test("replaces by a delete and a create, and takes a replacement up where it was cut short", async () => {
    await up([goal({})]);
    const id = idOf("a");
    const replaced = await up([goal({}, { replace: true })]);
    expect(replaced.wrote).toEqual(["DELETE", "POST"]);
    expect(idOf("a")).not.toBe(id);
    await up([goal({}, { replace: true })], { write: 1, when: "before" });
    expect(state.get("a")?.pendingReplacement).toBe(true);
    // Compared before it is created, as Pulumi does it: a check, a diff, and a check without old inputs.
    expect((await up([goal({})])).did).toEqual(["check", "diff", "check", "create"]);
  });

  test("replaces on changes that it can name", async () => {
    await up([goal({}, { replaceOnChanges: true })]);
    const changed = await up([goal({ countryOrRegion: "us" }, { replaceOnChanges: true })]);
    expect(changed.wrote).toEqual(["DELETE", "POST"]);
  });

  test("is killed with its results", async () => {
    expect(await up([goal({})], { write: 0, when: "after" })).toEqual({
      ended: "killed",
      did: ["check"],
      wrote: ["POST"],
    });
    expect([(await tenant.live()).length, state.size]).toEqual([1, 0]);
  });

  test("shows at a refresh what drifted, and drops what is gone", async () => {
    await up([goal({ countryOrRegion: "us" })]);
    const id = String(idOf("a"));
    await tenant.set(id, { countryOrRegion: "gb" });
    await run((engine) => engine.refresh());
    expect(state.get("a")?.inputs.countryOrRegion).toBe("gb");
    expect((await up([goal({ countryOrRegion: "us" })])).wrote).toEqual(["PATCH"]);
    await tenant.delete(id);
    await run((engine) => engine.refresh());
    expect(state.size).toBe(0);
  });

  test("lets operations begin no more once one has failed, and keeps the others' results", async () => {
    const second = registered({ token: textOf({ location: "london", generation: 0 }) }, undefined);
    const wrong = goal({ countryOrRegion: "nowhere" }, { name: "b" });
    const { ended } = await up([goal({}), wrong, { ...goal({}), name: "c", inputs: second }]);
    expect([ended, [...state.keys()]]).toEqual(["failed", ["a"]]);
  });
});
