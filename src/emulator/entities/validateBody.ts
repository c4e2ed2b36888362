import { isDeepStrictEqual } from "node:util";
import {
  type ApiVersion,
  type EntityDefinition,
  type GraphType,
  isArgument,
  type Property,
} from "../../definitions/entity";
import type { ErrorSource } from "../http/errors";
import type { Json, JsonObject } from "../http/json";

/** Why a body isn't accepted, and which service says so. */
export interface BodyError {
  readonly reason: string;
  readonly source: ErrorSource;
}

/** Returns what is wrong with the body of a POST ("create") or PATCH ("update"); undefined when it is valid. */
export function validateBody(
  body: JsonObject,
  definition: EntityDefinition,
  version: ApiVersion,
  purpose: "create" | "update",
): BodyError | undefined {
  for (const [name, value] of Object.entries(body)) {
    const error = validateProperty(name, value, definition, version);
    if (error) return error;
  }
  if (purpose === "update") return undefined;
  const missing = Object.entries(definition.properties).find(
    ([name, property]) => property.requiredOnCreate && !(name in body),
  );
  return (
    missing && { reason: `The property '${missing[0]}' is required to create a ${definition.name}.`, source: "Intune" }
  );
}

/** Returns what is wrong with a change to an existing entity; undefined when it is valid. */
export function validateChange(
  sent: JsonObject,
  { properties }: EntityDefinition,
  stored: (name: string, property: Property) => Json,
): BodyError | undefined {
  const changed = Object.entries(properties).find(
    ([name, property]) => property.createOnly && name in sent && !isDeepStrictEqual(sent[name], stored(name, property)),
  );
  return changed && { reason: `The property '${changed[0]}' cannot be modified after the creation.`, source: "Graph" };
}

function validateProperty(
  name: string,
  value: Json,
  definition: EntityDefinition,
  version: ApiVersion,
): BodyError | undefined {
  if (name === "@odata.type") return validateType(value, definition);
  // Any other annotation, such as `roleScopeTagIds@odata.type`, is only informative.
  if (name.includes("@")) return undefined;
  const readOnly: BodyError = { reason: `The property '${name}' is read-only and can't be set.`, source: "Intune" };
  if (name === "id") return readOnly;
  const property = Object.hasOwn(definition.properties, name) ? definition.properties[name] : undefined;
  if (!property?.versions.includes(version))
    return { reason: unknownPropertyMessage(name, definition), source: "Graph" };
  if (!isArgument(property)) return readOnly;
  const wanted = expectedValue(value, property, version);
  return wanted === undefined
    ? undefined
    : { reason: `Cannot convert the value of the property '${name}': expected ${wanted}.`, source: "Graph" };
}

function validateType(value: Json, { odataType }: EntityDefinition): BodyError | undefined {
  if (value === odataType || value === odataType.slice(1)) return undefined;
  return {
    reason: `The type '${String(value)}' is not '${odataType}', which this collection holds.`,
    source: "Graph",
  };
}

/** Graph's message for a property that the type doesn't have in this version. */
export function unknownPropertyMessage(name: string, { odataType }: EntityDefinition): string {
  return `The property '${name}' does not exist on type '${odataType.slice(1)}'. Make sure to only use property names that are defined by the type.`;
}

/** Returns what the property expects instead of the value; undefined when the value is valid. */
function expectedValue(value: Json, property: Property, version: ApiVersion): string | undefined {
  if (property.members) {
    const members = enumMembers(property, version);
    return typeof value === "string" && members.includes(value) ? undefined : `one of ${members.join(", ")}`;
  }
  // In Graph's schema strings may be null, and so may a list whose empty value has a meaning. Other values may not.
  if (value === null && property.type === "String" && !property.requiredOnCreate) return undefined;
  if (value === null && property.emptyMeans) return undefined;
  return hasType(value, property.type) ? undefined : `a value of type ${property.type}`;
}

/** Returns the members of the property's enumeration in this version. */
export function enumMembers(property: Property, version: ApiVersion): readonly string[] {
  return [...(property.members ?? []), ...(version === "beta" ? (property.betaMembers ?? []) : [])];
}

function hasType(value: Json, type: GraphType): boolean {
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
