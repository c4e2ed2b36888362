import { type DynamicResource, inputsAreReliable } from "../../src/engine/dynamic/dynamicResource";
import type { ProgramContext } from "../../src/engine/dynamic/programContext";
import { toUserError } from "../../src/errors";
import { InitializationFailedError } from "../../src/provider/state/unusableState";
import type { FakeClock } from "../support/fakeClock";
import { runAgainst } from "../support/runAgainst";

// All contact with the core is in this file, so that a change of its interface is a change of this file alone.

export type Values = Readonly<Record<string, unknown>>;

/** What the engine asks of a provider, in plain data. Every method throws StepError and nothing else. */
export interface Core {
  check(
    oldInputs: Values | undefined,
    newInputs: Values,
    program: ProgramContext | undefined,
  ): Promise<{ inputs: Values; failures: readonly string[] }>;
  /** "Compare the inputs": the provider leaves it to the engine, which then knows the names. */
  diff(at: { id: string; state: Values; oldInputs: Values; newInputs: Values }): Promise<{
    readonly changed: readonly string[];
    readonly answer: "changes" | "no changes" | "compare the inputs";
  }>;
  create(inputs: Values): Promise<{ id: string; state: Values }>;
  read(id: string, state: Values, inputs: Values): Promise<{ state: Values; inputs: Values | undefined } | undefined>;
  update(at: { id: string; state: Values; oldInputs: Values; newInputs: Values }): Promise<Values>;
  delete(id: string, state: Values): Promise<void>;
}

/** A step that failed; with an id and a state when what it made is kept all the same. */
export class StepError extends Error {
  constructor(
    message: string,
    readonly kept?: { readonly id: string; readonly state: Values },
  ) {
    super(message);
  }
}

/** What a resource's class hands to the engine. */
export function registered(args: Values, importId: string | undefined): Values {
  return plain({ ...args, ...(importId === undefined ? {} : { __import: importId }) });
}

/** The core in a process of its own, which lives as long as one run. */
export function startCore(url: string, clock: FakeClock, log: (sentence: string) => void): Core {
  return throughTheHost(runAgainst(url, { clock, log, random: () => 0.5 }).resourceOf("vppToken"));
}

/** What the dynamic provider and Pulumi's host for it make of a life. */
function throughTheHost(dynamic: DynamicResource): Core {
  return {
    check: async (oldInputs, newInputs, program) => {
      const old = oldInputs && plain(oldInputs);
      const { inputs, failures } = await guarded(() => dynamic.check(old, plain(newInputs), program));
      return { inputs, failures: failures.map(({ property, reason }) => `${property} ${reason}`.trim()) };
    },
    diff: async ({ id, state, newInputs }) => {
      const changed = await guarded(() => dynamic.diff(id, plain(state), plain(newInputs)));
      if (changed.length === 0) return { changed, answer: "no changes" };
      return { changed, answer: inputsAreReliable(state) ? "compare the inputs" : "changes" };
    },
    create: (inputs) => guarded(() => dynamic.create(plain(inputs))),
    read: (id, state) =>
      guarded(async () => (await dynamic.read(id, plain(state))) ?? null).then((live) => live ?? undefined),
    update: ({ id, state, newInputs }) => guarded(() => dynamic.update(id, plain(state), plain(newInputs))),
    delete: (id, state) => guarded(async () => (await dynamic.delete(id, plain(state))) ?? null).then(() => undefined),
  };
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return plain(await work());
  } catch (error) {
    if (error instanceof InitializationFailedError) {
      throw new StepError(error.message, { id: error.live.id, state: plain(error.live.state) });
    }
    throw new StepError(toUserError(error).message);
  }
}

/** The protocol of the host takes JSON's values only. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
