import type { Connection } from "../graph/connections";
import type { Clock } from "../graph/retry/clock";
import type { PropertyMap } from "./plain";
import type { ProgramContext } from "./run/programRoster";
import type { Run } from "./run/run";
import type { ReadSource } from "./uploadSource";

/** An argument that can't be used: which one, and, as the rest of a sentence, what is wrong and how to mend it. */
export interface CheckFailure {
  /** The argument's name, or "" where the failure is not of a single argument. */
  readonly property: string;
  readonly reason: string;
}

/** What a check comes to. */
export interface CheckResult {
  readonly inputs: PropertyMap;
  readonly failures: readonly CheckFailure[];
  /** What the person who previews should know, in sentences. */
  readonly notes: readonly string[];
}

/** What is live: its id, and the state to remember. */
export interface CreateResult {
  readonly id: string;
  readonly state: PropertyMap;
}

/**
 * The life of a resource in plain data, whatever engine asks for it. Every method throws UserError for what a person
 * can mend. Arguments and states hold no `undefined`.
 */
export interface ResourceHandler {
  /**
   * Validates what a program declares and gives it in the form that the other methods take.
   * @param before The arguments of the last deployment; undefined when the resource doesn't exist yet.
   * @param program What the program tells of the resource; undefined where the door doesn't know it.
   */
  check(before: PropertyMap | undefined, newInputs: PropertyMap, program?: ProgramContext): Promise<CheckResult>;
  /** The names of the arguments that an update would deal with; none when there is nothing to do. */
  diff(id: string, state: PropertyMap, newInputs: PropertyMap): Promise<readonly string[]>;
  create(newInputs: PropertyMap): Promise<CreateResult>;
  /**
   * What is live now, and the arguments that a program would declare for it, as far as they are managed; undefined when
   * the service says that there is nothing of that id. Nothing else lets a resource go.
   */
  read(id: string, state: PropertyMap): Promise<{ state: PropertyMap; inputs: PropertyMap | undefined } | undefined>;
  /** The state after the update. */
  update(id: string, state: PropertyMap, newInputs: PropertyMap): Promise<PropertyMap>;
  delete(id: string, state: PropertyMap): Promise<void>;
}

/** The world's effects, and nothing of Pulumi's process. */
export interface RunContext extends Clock {
  /** The connection of a configuration namespace. @throws UserError */
  connection(namespace: string): Promise<Connection>;
  readonly readSource: ReadSource;
  /** What this run remembers, shared by all resources. */
  readonly run: Run;
  /** Warns the person who watches the deployment, in a sentence. */
  warn(sentence: string): Promise<void>;
  /** Tells the person who watches the deployment how a long operation goes on, in a sentence. */
  log(sentence: string): void;
}
