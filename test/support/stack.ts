import type { DynamicResource } from "../../src/engine/dynamic/dynamicResource";
import { UserError } from "../../src/errors";
import type { CreateResult } from "../../src/provider/handler";
import type { PropertyMap } from "../../src/provider/propertyMap";
import { InitializationFailedError } from "../../src/provider/state/unusableState";
import { type Intune, startIntune } from "./intune";
import { later } from "./later";
import { type RunOptions, runAgainst, type TestRun } from "./runAgainst";

/** Resources by their names, with their arguments, in the order in which the program declares them. */
type Program = Readonly<Record<string, PropertyMap>>;

/** By their names, what became of the resources: "created", "updated", "same", "deleted", or the message of a failure. */
type Outcomes = Record<string, string>;

interface Kept extends CreateResult {
  readonly inputs: PropertyMap;
}

/**
 * A stack of VPP tokens, and as much of an engine as the provider can notice: it checks and compares one resource after
 * the other, and carries their steps out side by side. Each operation is a run of its own.
 */
export class Stack {
  readonly resources = new Map<string, Kept>();
  readonly said: string[] = [];
  lives: TestRun;

  constructor(
    private readonly url: string,
    /** The connections of the runs to come. */
    public connections: NonNullable<RunOptions["connections"]> = { intune: {} },
  ) {
    this.lives = this.begin();
  }

  up(program: Program): Promise<Outcomes> {
    return this.run(program, false);
  }

  /** Nothing is created; what would be is told as if it were. */
  preview(program: Program): Promise<Outcomes> {
    return this.run(program, true);
  }

  /** @throws as the provider does */
  async refresh(): Promise<void> {
    const resource = this.begin().resourceOf("vppToken");
    const reads = [...this.resources].map(async ([name, { id, state, inputs }]) => {
      const live = await resource.read(id, state);
      if (!live) return this.resources.delete(name);
      await resource.diff(id, live.state, inputs);
      return this.resources.set(name, { id, state: plain(live.state), inputs: plain(live.inputs ?? inputs) });
    });
    await Promise.all(reads);
  }

  async destroy(): Promise<void> {
    const resource = this.begin().resourceOf("vppToken");
    for (const name of this.resources.keys()) await this.delete(resource, name);
  }

  /** What is known of the resource. */
  of(name: string): Kept {
    const kept = this.resources.get(name);
    if (!kept) throw new Error(`no resource "${name}"`);
    return kept;
  }

  private begin(): TestRun {
    this.lives = runAgainst(this.url, {
      log: (sentence) => this.said.push(sentence),
      connections: this.connections,
    });
    return this.lives;
  }

  private async run(program: Program, preview: boolean): Promise<Outcomes> {
    const resource = this.begin().resourceOf("vppToken");
    const outcomes: Outcomes = {};
    const tell = async (name: string, work: () => Promise<string>) => {
      outcomes[name] = await work().catch(messageOf);
    };
    const steps: Promise<void>[] = [];
    const context = { tokens: Object.keys(program).length, preview };
    for (const [name, declared] of Object.entries(program)) {
      await tell(name, async () => {
        const kept = this.resources.get(name);
        const { inputs, failures, notes } = await resource.check(kept?.inputs, declared, { name, ...context });
        this.said.push(...notes);
        if (failures.length > 0) return failures.map(({ property, reason }) => `${property} ${reason}`.trim()).join();
        const changed = kept ? await resource.diff(kept.id, kept.state, plain(inputs)) : ["everything"];
        if (changed.length === 0) return "same";
        if (!preview) steps.push(tell(name, () => this.step(resource, name, kept, plain(inputs))));
        return kept ? "updated" : "created";
      });
    }
    await Promise.all(steps);
    const gone = [...this.resources.keys()].filter((name) => !preview && program[name] === undefined);
    await Promise.all(gone.map((name) => tell(name, () => this.delete(resource, name))));
    return outcomes;
  }

  private async step(
    resource: DynamicResource,
    name: string,
    kept: Kept | undefined,
    inputs: PropertyMap,
  ): Promise<string> {
    try {
      const live = kept
        ? { id: kept.id, state: await resource.update(kept.id, kept.state, inputs) }
        : await resource.create(inputs);
      this.resources.set(name, { id: live.id, state: plain(live.state), inputs });
      return kept ? "updated" : "created";
    } catch (error) {
      // The engine keeps what failed half-way: the new state, and the arguments from before.
      if (error instanceof InitializationFailedError)
        this.resources.set(name, { ...error.live, state: plain(error.live.state), inputs: kept?.inputs ?? inputs });
      throw error;
    }
  }

  private async delete(resource: DynamicResource, name: string): Promise<string> {
    const { id, state } = this.of(name);
    await resource.delete(id, state);
    this.resources.delete(name);
    return "deleted";
  }
}

/** A local Intune for each test of the block (or file) that calls it, and a stack on it that holds nothing yet. */
export function stackOfEachTest(options: Parameters<typeof startIntune>[0] = { faults: true }) {
  let intune: Intune | undefined;
  let stack: Stack | undefined;
  beforeEach(async () => {
    intune = await startIntune(options);
    stack = new Stack(intune.url);
  });
  afterEach(() => intune?.close());
  return { intune: later(() => intune), stack: later(() => stack) };
}

function messageOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  throw error;
}

/** As it comes out of a state: without what JSON has no word for. */
function plain(values: PropertyMap): PropertyMap {
  return JSON.parse(JSON.stringify(values));
}
