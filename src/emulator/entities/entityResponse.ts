import type { ApiVersion, Property } from "../../definitions/entity";
import { formatPreciseDateTime, type Json, type JsonObject } from "../http/json";
import type { ServiceContext } from "../settings";
import type { StoredEntity } from "../tenant/store";
import type { EntitySet } from "./entitySet";
import { enumMembers } from "./validateBody";

/** Returns an entity as the service shows it in this version: all properties of the version, or those of `$select`. */
export function entityResponse(
  entity: StoredEntity,
  entitySet: EntitySet,
  version: ApiVersion,
  all: readonly StoredEntity[],
  context: ServiceContext,
  select?: readonly string[],
): JsonObject {
  const { definition, behavior, storedAs } = entitySet;
  const values: JsonObject = {
    ...entity.set,
    lastModifiedDateTime: formatPreciseDateTime(lastModified(entity, entitySet, context)),
    ...behavior.serviceValues(entity, all, context),
  };
  const response: Record<string, Json> = { "@odata.type": definition.odataType };
  if (select === undefined || select.includes("id")) response.id = entity.id;
  for (const [name, property] of Object.entries(definition.properties)) {
    if (!property.versions.includes(version) || (select && !select.includes(name))) continue;
    const value = property.writeOnly ? null : values[storedAs?.[name] ?? name];
    response[name] = valueInVersion(effectiveValue(value, property), property, version);
  }
  return response;
}

/** Returns when a request or the service last changed the entity, in milliseconds since 1970. */
export function lastModified(entity: StoredEntity, { behavior }: EntitySet, context: ServiceContext): number {
  return Math.max(entity.modified, behavior.lastServiceChange(entity.known, context));
}

/** Returns the value that is in effect: the service's default where nobody set one. */
export function effectiveValue(value: Json | undefined, property: Property): Json {
  const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  return isEmpty ? defaultValue(property) : value;
}

/** Shows a state that the version doesn't define as `invalid`. */
function valueInVersion(value: Json, property: Property, version: ApiVersion): Json {
  const members = enumMembers(property, version);
  return members.length === 0 || members.includes(String(value)) || !members.includes("invalid") ? value : "invalid";
}

/** Returns what Graph shows for a property that nobody set. */
function defaultValue(property: Property): Json {
  if (property.emptyMeans) return property.emptyMeans;
  if (property.members) return property.members[0] ?? null;
  switch (property.type) {
    case "Boolean":
      return false;
    case "Int32":
      return 0;
    case "String":
      return null;
    case "DateTimeOffset":
      return "0001-01-01T00:00:00Z";
    case "Collection(String)":
    case "Collection(Complex)":
      return [];
  }
}
