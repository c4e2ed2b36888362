import type { EntityDefinition, Option } from "./entity";

/** What a resource that runs an action is made of: the action, and how the entity shows how it went. */
export interface ActionDefinition {
  readonly kind: "action";
  /** The name of the file that defines it, for example `vppTokenLicenseSync`. */
  readonly name: string;
  /** What a message to a person calls a run of it. */
  readonly label: string;
  /** The entity that the action is bound to. */
  readonly entity: EntityDefinition;
  /** The action's name in the entity's path. */
  readonly action: string;
  /** The argument that holds the entity's id. */
  readonly target: string;
  /** How the entity shows how the run goes. */
  readonly progress: ActionProgress;
  /** What to look at after a run that failed, in whole sentences. */
  readonly whenFailed: string;
}

/** The properties of the entity that tell how the last run went; they are the resource's outputs. */
export interface ActionProgress {
  readonly status: string;
  readonly running: string;
  readonly completed: string;
  readonly failed: string;
  /** The property that says when the last run was. */
  readonly date: string;
  /** A property that may explain a failure. */
  readonly reason: string;
}

/** The argument whose change runs the action again: a list of anything. */
export const triggers = "triggers";

/** The other arguments that every such resource takes. */
export const actionOptions = {
  waitForCompletion: { type: "Boolean" },
  timeoutSeconds: { type: "Int32", minimum: 1 },
} as const satisfies Readonly<Record<string, Option>>;

/** What holds when a program doesn't say. */
export const actionDefaults = { waitForCompletion: true, timeoutSeconds: 600 } as const;
