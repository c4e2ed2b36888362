import type { ProgramContext } from "../../src/engine/dynamic/programContext";
import type { Values } from "./core";

/** A resource in the engine's checkpoint. */
export interface ResourceState {
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  /** It was deleted to be replaced, and the replacement isn't there yet. */
  readonly pendingReplacement?: true;
  /** Its creation or update ended in an error that kept it. */
  readonly initErrors?: true;
}

/** The state of a stack, by the names of its resources. */
export type Checkpoint = ReadonlyMap<string, ResourceState>;

/** What the program registers. */
export interface Goal {
  readonly name: string;
  readonly inputs: Values;
  readonly aliases: readonly string[];
  /** Whether this run is told to replace it (`--replace`). */
  readonly replace: boolean;
  /** The resource options of these names. */
  readonly replaceOnChanges: boolean;
  readonly deleteBeforeReplace: boolean;
  /** What the resource's class tells of the program. */
  readonly program?: ProgramContext;
}

/** What became of one operation on one resource. */
export interface StepReport {
  readonly name: string;
  readonly operation: "check" | "diff" | "create" | "update" | "same" | "delete" | "read";
  /** The entity's id, where it is known. */
  readonly id?: string;
  /** Why it failed; undefined when it went well. */
  readonly error?: string;
  /** Of a read: the arguments that drifted. */
  readonly changed?: readonly string[];
}

export interface RunReport {
  readonly ended: "well" | "failed" | "killed";
  readonly steps: readonly StepReport[];
  /** What was said meanwhile. */
  readonly said: readonly string[];
}

/** Inputs as the engine compares them: names that begin with two underscores don't count. */
export function sameInputs(one: Values, other: Values): boolean {
  return JSON.stringify(visible(one)) === JSON.stringify(visible(other));
}

function visible(values: Values): unknown {
  return sorted(Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith("__"))));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}
