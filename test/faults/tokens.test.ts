import { type Door, dynamicDoor, nativeDoor } from "../support/doors";
import type { Run } from "../support/pulumi";
import { deleteCases, renewCases, updateCases } from "./changeCases";
import { createCases } from "./createCases";
import type { FaultCase } from "./faultCase";
import { report } from "./report";
import { args, type Declared, type Stage, startStage } from "./stage";
import { leaksIn, type Standing, said, standing } from "./verdict";

/** A case and the token that it happens to. Every token meets its own fault, so that one run serves many cases. */
interface Actor {
  readonly operation: "create" | "update" | "renew" | "delete";
  readonly fault: FaultCase;
  readonly name: string;
}

const actors = (operation: Actor["operation"], cases: readonly FaultCase[]): Actor[] =>
  cases.map((fault, index) => ({ operation, fault, name: `${operation}-${String(index + 1).padStart(2, "0")}` }));
/** What the plugin meets as well: the kinds that tell most about a door, since the core behind both is one. */
const telling =
  /^(no fault|429|50\d (when all is done|before)|connection cut (before|when)|no body|a proxy's page|an answer like Graph's|400 that repeats|401 once|404$|an answer without an id)/;

const before = ({ name }: Actor): Declared => ({ name, args: args(name) });
const afterwards = (actor: Actor): Declared => {
  if (actor.operation === "renew") return { name: actor.name, args: args(actor.name, "2099-05-01T10:00:00-0700") };
  const more = actor.operation === "update" ? { automaticallyUpdateApps: true, countryOrRegion: "de" } : {};
  return { name: actor.name, args: { ...args(actor.name), ...more } };
};

/** Where a run stopped, the next one goes on; independent tokens don't wait for each other. */
const up = ["up", "--continue-on-error", "--parallel", "64"];
const destroy = ["destroy", "--continue-on-error", "--parallel", "64"];

interface Scene {
  readonly first: Run;
  readonly second: Run;
  standing(declared: Declared): Standing;
  /** The ids in the state before the first run. */
  readonly ids: ReadonlyMap<string, string>;
  readonly output: string;
}

describe.each<[Door, (fault: FaultCase) => boolean]>([
  [dynamicDoor, () => true],
  [nativeDoor, ({ kind }) => telling.test(kind)],
])("through the $name nothing is lost, doubled or leaked", (door, plays) => {
  const creators = actors("create", createCases.filter(plays));
  const changers = [...actors("update", updateCases.filter(plays)), ...actors("renew", renewCases.filter(plays))];
  const leavers = actors("delete", deleteCases.filter(plays));
  const everyone = [...creators, ...changers, ...leavers];
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage(door);
  });
  afterAll(() => stage?.close());

  const ids = () => new Map(stage.stack.resources().map(({ urn, id }) => [urn.split("::").at(-1) ?? "", id]));

  /** Runs under these faults and once more without, as a user would. */
  async function play(
    command: readonly string[],
    rules: Parameters<Stage["fail"]>[0],
    again = command,
  ): Promise<Scene> {
    const idsBefore = ids();
    const outputBefore = stage.output().length;
    await stage.fail(rules);
    const first = await stage.run(...command);
    await stage.heal();
    const second = await stage.run(...again);
    const [tenant, state] = [await stage.tenant(), stage.stack.resources()];
    return {
      first,
      second,
      standing: (declared) => standing(declared, tenant, state),
      ids: idsBefore,
      output: `${stage.output().slice(outputBefore)}${stage.stack.stateText()}`,
    };
  }

  /** What holds for every token that a run has left behind. */
  function expectWell({ operation, fault, name }: Actor, declared: Declared, scene: Scene): void {
    const { lost, doubled, swallowed, differing, id } = scene.standing(declared);
    const words = said(scene.first.output, name);
    const leaks = leaksIn(words);
    const failed = /error:/.test(words);
    const result = failed ? "stopped, and went through at the next run" : "went through";
    const kept = operation === "create" || id === scene.ids.get(name);
    report({
      door: door.name,
      operation,
      kind: fault.kind,
      result: kept ? result : "replaced",
      lost: Number(lost || differing.length > 0 || !kept),
      doubled: Number(doubled),
      leaked: leaks.length,
      swallowed: Number(swallowed),
    });
    expect({ lost, doubled, swallowed, differing, leaks, kept }).toEqual({
      lost: false,
      doubled: false,
      swallowed: false,
      differing: [],
      leaks: [],
      kept: true,
    });
    expect(failed ? `fails: ${words}` : "succeeds").toMatch(fault.first === "fails" ? /^fails/ : /^succeeds/);
    if (fault.says) expect(words).toMatch(fault.says);
  }

  /** The second run went well, and nothing leaked in what isn't said of a single token: progress, outputs, state. */
  function expectEnd(operation: string, { second, output }: Scene): void {
    const leaks = leaksIn(output);
    if (leaks.length > 0) {
      report({ door: door.name, operation, kind: "any", result: "a leak", lost: 0, doubled: 0, leaked: leaks.length });
    }
    expect(leaks).toEqual([]);
    expect(second).toMatchObject({ code: 0 });
  }

  describe("by a create that meets", () => {
    let scene: Scene;
    beforeAll(async () => {
      stage.declare(everyone.map(before));
      const rules = creators.flatMap(({ fault, name }) =>
        fault.faults.map((rule) => ({ ...rule, method: "POST", sends: `"${name}@` })),
      );
      scene = await play(up, rules);
    });
    test.each(creators.map((actor) => [actor.fault.kind, actor] as const))("%s", (_kind, actor) => {
      expectWell(actor, before(actor), scene);
    });
    test("and all is well at the next run", () => expectEnd("create", scene));
  });

  describe("by an update or a renewal that meets", () => {
    let scene: Scene;
    beforeAll(async () => {
      stage.declare(everyone.map(afterwards));
      const live = ids();
      const rules = changers.flatMap(({ fault, name }) =>
        fault.faults.map((rule) => ({ ...rule, method: "PATCH", path: `${live.get(name)}$` })),
      );
      scene = await play(up, rules);
    });
    test.each(changers.map((actor) => [actor.operation, actor.fault.kind, actor] as const))(
      "%s: %s",
      (_, _kind, actor) => {
        expectWell(actor, afterwards(actor), scene);
      },
    );
    test("and all is well at the next run", () => expectEnd("update", scene));
  });

  test("by a run that has nothing to do while no connection holds", async () => {
    const { first, output } = await play([...up, "--expect-no-changes"], [{ kind: "cut", times: 999 }]);
    report({
      door: door.name,
      operation: "no-op",
      kind: "every connection cut",
      result: "went through",
      lost: 0,
      doubled: 0,
      leaked: leaksIn(output).length,
    });
    expect(first).toMatchObject({ code: 0 });
    expect(leaksIn(output)).toEqual([]);
  });

  describe("by a destroy that meets", () => {
    let scene: Scene;
    let left: number;
    beforeAll(async () => {
      const live = ids();
      const rules = leavers.flatMap(({ fault, name }) =>
        fault.faults.map((rule) => ({ ...rule, method: "DELETE", path: `${live.get(name)}$` })),
      );
      scene = await play(destroy, rules);
      left = (await stage.tenant()).length;
    });
    test.each(leavers.map((actor) => [actor.fault.kind, actor] as const))("%s", (kind, actor) => {
      const words = said(scene.first.output, actor.name);
      const failed = /error:/.test(words);
      const { id } = scene.standing(before(actor));
      const leaks = leaksIn(words);
      const result = failed ? "stopped, and went through at the next run" : "went through";
      report({
        door: door.name,
        operation: "delete",
        kind,
        result,
        lost: Number(id !== undefined),
        doubled: 0,
        leaked: leaks.length,
      });
      expect({ id, leaks }).toEqual({ id: undefined, leaks: [] });
      expect(failed ? `fails: ${words}` : "succeeds").toMatch(actor.fault.first === "fails" ? /^fails/ : /^succeeds/);
      if (actor.fault.says) expect(words).toMatch(actor.fault.says);
    });
    test("and nothing is left at the next run", () => {
      expectEnd("delete", scene);
      expect([left, stage.stack.resources()]).toEqual([0, []]);
    });
  });
});
