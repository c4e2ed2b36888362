import { isDeepStrictEqual } from "node:util";
import {
  type ApiVersion,
  type EntityDefinition,
  type GraphType,
  isArgument,
  type Property,
} from "../definitions/entity";
import type { Speaker } from "./errors";
import type { Json, JsonObject } from "./json";

/** Why a body isn't accepted, and who says so. */
export interface Refusal {
  readonly reason: string;
  readonly speaker: Speaker;
}

/** What is wrong with the body of a POST ("create") or PATCH ("update"), if anything. */
export function refusalOf(
  body: JsonObject,
  definition: EntityDefinition,
  version: ApiVersion,
  purpose: "create" | "update",
): Refusal | undefined {
  for (const [name, value] of Object.entries(body)) {
    const refusal = refusalOfProperty(name, value, definition, version);
    if (refusal) return refusal;
  }
  if (purpose === "update") return undefined;
  const missing = Object.entries(definition.properties).find(
    ([name, property]) => property.neededToCreate && !(name in body),
  );
  return (
    missing && { reason: `The property '${missing[0]}' is required to create a ${definition.name}.`, speaker: "Intune" }
  );
}

/** What is wrong with a change of what an entity holds, if anything. */
export function refusalOfChange(
  sent: JsonObject,
  { properties }: EntityDefinition,
  stored: (name: string, property: Property) => Json,
): Refusal | undefined {
  const changed = Object.entries(properties).find(
    ([name, property]) => property.createOnly && name in sent && !isDeepStrictEqual(sent[name], stored(name, property)),
  );
  return changed && { reason: `The property '${changed[0]}' cannot be modified after the creation.`, speaker: "Graph" };
}

function refusalOfProperty(
  name: string,
  value: Json,
  definition: EntityDefinition,
  version: ApiVersion,
): Refusal | undefined {
  if (name === "@odata.type") return refusalOfType(value, definition);
  // Any other annotation, such as `roleScopeTagIds@odata.type`, is for the reader's information.
  if (name.includes("@")) return undefined;
  const readOnly: Refusal = { reason: `The property '${name}' is read-only and can't be set.`, speaker: "Intune" };
  if (name === "id") return readOnly;
  const property = Object.hasOwn(definition.properties, name) ? definition.properties[name] : undefined;
  if (!property?.versions.includes(version)) return { reason: noSuchProperty(name, definition), speaker: "Graph" };
  if (!isArgument(property)) return readOnly;
  const wanted = wantedInstead(value, property, version);
  return wanted === undefined
    ? undefined
    : { reason: `Cannot convert the value of the property '${name}': expected ${wanted}.`, speaker: "Graph" };
}

function refusalOfType(value: Json, { odataType }: EntityDefinition): Refusal | undefined {
  if (value === odataType || value === odataType.slice(1)) return undefined;
  return {
    reason: `The type '${String(value)}' is not '${odataType}', which this collection holds.`,
    speaker: "Graph",
  };
}

/** Graph's words for a name that the type doesn't have in this version. */
export function noSuchProperty(name: string, { odataType }: EntityDefinition): string {
  return `The property '${name}' does not exist on type '${odataType.slice(1)}'. Make sure to only use property names that are defined by the type.`;
}

/** What the property takes instead of the value; undefined when the value will do. */
function wantedInstead(value: Json, property: Property, version: ApiVersion): string | undefined {
  if (property.members) {
    const members = membersIn(property, version);
    return typeof value === "string" && members.includes(value) ? undefined : `one of ${members.join(", ")}`;
  }
  // In Graph's schema strings may be null, and a list that then means something; other values may not.
  if (value === null && property.type === "String" && !property.neededToCreate) return undefined;
  if (value === null && property.emptyMeans) return undefined;
  return fits(value, property.type) ? undefined : `a value of type ${property.type}`;
}

/** The members of the property's enumeration in this version. */
export function membersIn(property: Property, version: ApiVersion): readonly string[] {
  return [...(property.members ?? []), ...(version === "beta" ? (property.betaMembers ?? []) : [])];
}

function fits(value: Json, type: GraphType): boolean {
  switch (type) {
    case "String":
      return typeof value === "string";
    case "Boolean":
      return typeof value === "boolean";
    case "Int32":
      return Number.isInteger(value);
    case "DateTimeOffset":
      return typeof value === "string" && !Number.isNaN(Date.parse(value));
    case "Collection(String)":
      return Array.isArray(value) && value.every((item: Json) => typeof item === "string");
    case "Collection(Complex)":
      return Array.isArray(value);
  }
}
