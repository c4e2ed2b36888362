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
  readonly type: Extract<GraphType, "String" | "Boolean" | "Int32">;
  readonly members?: readonly string[];
}

/** One row of a property table: what Graph's reference page says of a property. */
export interface Property {
  readonly type: GraphType;
  /** The versions of Graph that define the property. Nothing is sent to, or expected from, another one. */
  readonly versions: readonly ApiVersion[];
  /** Who gives it its value. What only the service sets is an output and never an argument. */
  readonly setBy: "admin" | "service" | "admin or service";
  /** The members of an enumeration. The service may answer with one that is not listed here. */
  readonly members?: readonly string[];
  /** Members that only beta knows, besides `members`. */
  readonly betaMembers?: readonly string[];
  /** When two values mean the same. Without it: dates as instants, anything else to the letter. */
  readonly sameWhen?: "equal but for case" | "equal as sets";
  /** A textual form that is checked before anything is sent. */
  readonly format?: "two letters" | "Apple token file";
  /** A secret, which the service takes and never gives back. */
  readonly writeOnly?: true;
  /** Needed to create the entity, though not to manage one that exists. */
  readonly neededToCreate?: true;
  /** The rows of a complex type, and of the types derived from it by their name. */
  readonly fields?: Readonly<Record<string, ComplexField>>;
  readonly derived?: Readonly<Record<string, Readonly<Record<string, ComplexField>>>>;
}

/** One row of a complex type's table. */
export interface ComplexField {
  readonly type: Exclude<GraphType, "Collection(Complex)">;
  readonly members?: readonly string[];
}

/** What Graph's reference says of an entity: where it lives, who may touch it, and its property table. */
export interface EntityDefinition {
  /** The name of the Graph type and of the file that defines it, for example `vppToken`. */
  readonly name: string;
  /** What a message to a person calls it. */
  readonly label: string;
  readonly odataType: `#microsoft.graph.${string}`;
  /** The path of the collection, below the version. `{name}` stands for the argument of that name in `address`. */
  readonly collection: `/${string}`;
  /** The arguments that say where the entity lives. They are always needed, and not sent in a body. */
  readonly address?: Readonly<Record<string, Option>>;
  /** What this entity's resource takes besides, to steer this package. It is never sent. */
  readonly options?: Readonly<Record<string, Option>>;
  /** The Graph permissions that allow reading and writing, the least privileged first. */
  readonly permissions: { readonly read: readonly string[]; readonly write: readonly string[] };
  readonly properties: Readonly<Record<string, Property>>;
}

/** Whether the program may give the property a value. */
export function isArgument(property: Property): boolean {
  return property.setBy !== "service";
}
