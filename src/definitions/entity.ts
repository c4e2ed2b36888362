/** The two versions of Microsoft Graph, as they stand in its URLs. */
export type ApiVersion = "v1.0" | "beta";

/** Both versions, the default one first. */
export const apiVersions = ["v1.0", "beta"] as const satisfies readonly ApiVersion[];

/** The Edm types of Graph's reference pages that the entities here use. */
export type GraphType =
  | "String"
  | "Boolean"
  | "Int32"
  | "DateTimeOffset"
  | "Collection(String)"
  | "Collection(Complex)";

/** An argument that steers this package and is not a property of the entity. */
export interface Option {
  /** "Source" is an object that says where a text is found: `{ file }` or `{ env }`. */
  readonly type: Extract<GraphType, "String" | "Boolean" | "Int32"> | "Source";
  readonly members?: readonly string[];
  /** The smallest number that makes sense. */
  readonly minimum?: number;
}

/** How a text that is uploaded, and never given back, shows in what the service tells of the entity. */
export interface Upload {
  /** The property that takes the text. */
  readonly property: string;
  /** The option that says where the text is found, instead of the property. */
  readonly source: string;
  /** The option that switches off the checks and the guard of the upload. */
  readonly skipChecks: string;
  /** The property that shows when the text expires; it may lag behind an upload. */
  readonly expiry: string;
  /** The property that shows whose text it is. */
  readonly organization: string;
  /** The property that shows the account that it was obtained with. */
  readonly account: string;
  /** The property that shows when the entity was last written, by anybody; a sync moves it as well. */
  readonly modified: string;
  /** The property that shows when the last sync was, and the one that shows how it goes. */
  readonly synced: string;
  readonly syncStatus: string;
  /** The value of the latter while a sync runs. */
  readonly syncing: string;
  /** An output of this package, no property of Graph's: the value of `modified` after the last write of this stack. */
  readonly applied: string;
}

/** The values of a property with which an entity is there but of no use, and what to do about each. */
export interface UnusableStates {
  readonly property: string;
  readonly remedies: Readonly<Record<string, string>>;
  /** The value that another entity shares which is in this one's way. */
  readonly shared: string;
}

/** One row of a property table: what Graph's reference page says of a property. */
export interface Property {
  readonly type: GraphType;
  /** The versions of Graph that define the property. Nothing is sent to, or expected from, another one. */
  readonly versions: readonly ApiVersion[];
  /** Who gives it its value. What only the service sets is an output and never an argument. */
  readonly access: "admin" | "service" | "admin or service";
  /** The members of an enumeration. The service may answer with one that is not listed here. */
  readonly members?: readonly string[];
  /** Members that only beta knows, besides `members`. */
  readonly betaMembers?: readonly string[];
  /** When two values mean the same. Without it: dates as instants, anything else to the letter. */
  readonly equality?: "ignoreCase" | "set";
  /** A textual form that is checked before anything is sent. */
  readonly format?: "two letters";
  /** A secret, which the service takes and never gives back. */
  readonly writeOnly?: true;
  /** Needed to create the entity, though not to manage one that exists. */
  readonly requiredOnCreate?: true;
  /** Graph lets it be set at creation only, and refuses an update that changes it. Without this, it can change at any time. */
  readonly createOnly?: true;
  /** What the service takes an empty list or null to mean. It answers with this instead. */
  readonly emptyMeans?: readonly string[];
  /** The rows of a complex type, and of the types derived from it by their name. */
  readonly fields?: Readonly<Record<string, ComplexField>>;
  readonly derived?: Readonly<Record<string, Readonly<Record<string, ComplexField>>>>;
}

/** One row of a complex type's table. */
export interface ComplexField {
  readonly type: Exclude<GraphType, "Collection(Complex)">;
  readonly members?: readonly string[];
}

/** What is lost with an entity, so that it is not deleted as long as there is such a thing in use. */
export interface DeleteGuard {
  /** The option that skips the guard. */
  readonly skippedBy: string;
  /** What a message calls those things, in the plural. */
  readonly label: string;
  /** What to do about them, as a sentence of a message. */
  readonly remedy: string;
  /** Where they are listed: one list serves all entities of a tenant. */
  readonly collection: `/${string}`;
  readonly odataType: `#microsoft.graph.${string}`;
  /** The types among them that count. */
  readonly types: readonly string[];
  /** The version of Graph that defines the properties below. */
  readonly version: ApiVersion;
  /** The property that holds the id of the entity. */
  readonly reference: string;
  /** The property, a Boolean, that says whether the thing is in use. */
  readonly inUse: string;
  /** The properties that name it, besides its id; the first is the one that people know. */
  readonly names: readonly string[];
  /** The Graph permissions that allow the list, the least privileged first. */
  readonly permissions: readonly string[];
}

/** An action that takes back, in the background, what was given out with an entity, and that only works before a delete. */
export interface Revocation {
  /** The option that asks for it. */
  readonly option: string;
  /** What a message calls what is taken back, in the plural. */
  readonly label: string;
  readonly action: string;
  readonly parameters: Readonly<Record<string, boolean>>;
  /** The version of Graph that defines the action. */
  readonly version: ApiVersion;
  /** The property, a list, in which the service tells how its actions go, and the type of this action's results there. */
  readonly results: string;
  readonly resultType: `#microsoft.graph.${string}`;
  /** The fields of such a result that tell why it failed, and for how many of how many. */
  readonly reason: string;
  readonly failed: string;
  readonly total: string;
  /** What the reasons mean and what to do, as a part of a sentence. */
  readonly reasons: Readonly<Record<string, string>>;
}

/**
 * What Graph's reference says of an entity that holds an Apple token: its path, its permissions, its property table, and how
 * an upload of the token shows. A new entity that holds an Apple token is one definition, one class in src/resources, and one
 * line in src/provider/registry.ts.
 */
export interface EntityDefinition {
  /** The name of the Graph type and of the file that defines it, for example `vppToken`. */
  readonly name: string;
  /** What a message to a person calls it. */
  readonly label: string;
  readonly odataType: `#microsoft.graph.${string}`;
  /** The path of the collection, below the version. `{name}` stands for the argument of that name in `pathParameters`. */
  readonly collection: `/${string}`;
  /** The arguments that say where the entity lives. They are always needed, and not sent in a body. */
  readonly pathParameters?: Readonly<Record<string, Option>>;
  /** What this entity's resource takes besides, to steer this package. It is never sent. */
  readonly options?: Readonly<Record<string, Option>>;
  /** The Graph permissions that allow reading and writing, the least privileged first. */
  readonly permissions: { readonly read: readonly string[]; readonly write: readonly string[] };
  readonly properties: Readonly<Record<string, Property>>;
  readonly deleteGuard?: DeleteGuard;
  readonly revocation?: Revocation;
  readonly upload: Upload;
  readonly unusableStates?: UnusableStates;
}

/** Whether the program may give the property a value. */
export function isArgument(property: Property): boolean {
  return property.access !== "service";
}

/** The names of what a resource shows of the entity: all but what the service never gives back, and the date of the last write. */
export function outputNames({ properties, upload }: Pick<EntityDefinition, "properties" | "upload">): string[] {
  const visible = Object.keys(properties).filter((name) => !properties[name]?.writeOnly);
  return [...visible, upload.applied];
}
