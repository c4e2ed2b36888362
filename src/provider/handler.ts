import type { ReadSource } from "../apple/tokenSource";
import type { Connection } from "../graph/connections";
import type { Clock } from "../graph/retry/clock";
import type { PropertyMap } from "./propertyMap";
import type { Operation } from "./run/operation";
import type { ProgramResource } from "./run/programRoster";
import type { Run } from "./run/run";

/** An argument that can't be used: which one, and, as the rest of a sentence, what is wrong and what to do. */
export interface CheckFailure {
  /** The argument's name, or "" where the failure is not of a single argument. */
  readonly property: string;
  readonly reason: string;
}

export interface CheckRequest {
  /** The inputs of the last deployment; undefined when the resource doesn't exist yet. */
  readonly oldInputs?: PropertyMap | undefined;
  /** What the program declares. */
  readonly newInputs: PropertyMap;
  /** The id of the live entity to import; undefined where none is. */
  readonly importId?: string | undefined;
  /** What the door knows of the resource among those of the program; undefined where it knows nothing. */
  readonly resource?: ProgramResource | undefined;
}

export interface CheckResponse {
  /** The inputs in the form that the other requests take. */
  readonly inputs: PropertyMap;
  readonly failures: readonly CheckFailure[];
  /** What the person who previews should know, in sentences. */
  readonly notes: readonly string[];
}

export interface DiffRequest {
  readonly id: string;
  readonly state: PropertyMap;
  /** The inputs of the last deployment: their names say what is managed. Undefined where they aren't known. */
  readonly oldInputs?: PropertyMap | undefined;
  readonly newInputs: PropertyMap;
  readonly importId?: string | undefined;
  /** Tells the resource from another one that manages the same entity. */
  readonly ownerTag: string;
  /** The resource, as it was known at the check; undefined where the door can't tell. */
  readonly resourceKey?: string | undefined;
  /** Whether this run imports the entity into the stack by a read before. Default: false. */
  readonly isImport?: boolean;
  /** A refresh compares as well, and also what the program doesn't declare any more. */
  readonly purpose: "deployment" | "refresh";
}

/** An argument that an update would deal with. */
export interface PropertyDifference {
  readonly property: string;
  readonly kind: "add" | "update" | "delete";
}

export interface CreateRequest {
  readonly inputs: PropertyMap;
}

export interface PreviewCreateRequest extends CreateRequest {
  /** The resource, as it was known at the check. */
  readonly resourceKey: string;
}

/** What the warnings about a resource are made from. */
export interface WarningsRequest {
  readonly inputs: PropertyMap;
  /** What is known of the live entity; empty before anything is. */
  readonly state: PropertyMap;
}

export interface ImportRequest {
  /** The id of the live entity. */
  readonly id: string;
  readonly inputs: PropertyMap;
}

/** What is live: its id, and the state to remember. */
export interface CreateResult {
  readonly id: string;
  readonly state: PropertyMap;
}

export interface ReadRequest {
  readonly id: string;
  /** What is known of the entity; undefined or empty for an import, and where a program asks for an entity by its id. */
  readonly state?: PropertyMap | undefined;
  /** The inputs of the last deployment: their names say what is managed. Undefined where they aren't known. */
  readonly inputs?: PropertyMap | undefined;
}

export interface ReadResult {
  /** The entity's own id as the service writes it. Whoever asked may have written it in capitals, or after its path parameters. */
  readonly id: string;
  readonly state: PropertyMap;
  /** What a program would declare to get this state, as far as it is managed; undefined where that isn't known. */
  readonly inputs: PropertyMap | undefined;
}

export interface UpdateRequest {
  readonly id: string;
  readonly state: PropertyMap;
  /** The inputs of the last deployment: their names say what is managed. Undefined where they aren't known. */
  readonly oldInputs?: PropertyMap | undefined;
  readonly newInputs: PropertyMap;
  readonly importId?: string | undefined;
}

export interface DeleteRequest {
  readonly id: string;
  readonly state: PropertyMap;
  /** Tells the resource from another one that manages the same entity. */
  readonly ownerTag: string;
}

/**
 * The operations of one kind of resource in plain data, whatever engine asks for them. Every one throws UserError for what
 * a person can correct, and InitializationFailedError when what it made stays. Inputs and states hold no `undefined`.
 */
export interface ResourceHandler {
  /** The name of the definition. */
  readonly name: string;
  /** The names of all arguments, in the order of the definition. */
  readonly argumentNames: readonly string[];
  /** Whether a state shows all inputs, so that a read needs no others. */
  readonly stateShowsInputs: boolean;
  /** The names of the arguments that are no output. */
  readonly hiddenArguments: readonly string[];
  /** Validates what a program declares. */
  check(request: CheckRequest): Promise<CheckResponse>;
  /** What an update would deal with; nothing when there is nothing to do. */
  diff(request: DiffRequest): Promise<readonly PropertyDifference[]>;
  create(request: CreateRequest): Promise<CreateResult>;
  /**
   * The state that a create would leave, with `unknownValue` for what only the service can tell. It fails where the create
   * would, as far as that can be known. Nothing is written.
   */
  previewCreate(request: PreviewCreateRequest): Promise<PropertyMap>;
  /** Imports a live entity in place of creating one, and changes what differs. */
  import(request: ImportRequest): Promise<CreateResult>;
  /** What is live now; undefined when the service says that there is nothing of that id. Nothing else lets a resource go. */
  read(request: ReadRequest): Promise<ReadResult | undefined>;
  /** The state after the update. */
  update(request: UpdateRequest): Promise<PropertyMap>;
  /** The state that an update would leave, with `unknownValue` for what only the service can tell. Nothing is asked or written. */
  previewUpdate(request: UpdateRequest): Promise<PropertyMap>;
  delete(request: DeleteRequest): Promise<void>;
  /** What the person who deploys has to know of the resource, in sentences. */
  warnings(request: WarningsRequest): readonly string[];
}

/** What the core needs of the world, passed in by the door. */
export interface RunContext extends Clock {
  /** The connection of a configuration namespace. @throws UserError */
  connection(namespace: string): Promise<Connection>;
  readonly readSource: ReadSource;
  /** What this run remembers, shared by all resources. */
  readonly run: Run;
  /** What bounds the operation that is under way, and names its resource. */
  operation(): Operation;
  /** Warns the person who watches the deployment, in a sentence, beside the operation's resource where it is known. It never fails. */
  warn(sentence: string): Promise<void>;
  /** Tells the person who watches the deployment how a long operation goes on, in a sentence. */
  log(sentence: string): void;
}
