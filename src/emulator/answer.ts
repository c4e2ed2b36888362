import type { ApiVersion, Property } from "../definitions/entity";
import { preciseDate } from "./dates";
import type { Json, JsonObject } from "./json";
import type { ServedEntity } from "./servedEntity";
import type { Moment } from "./settings";
import type { StoredEntity } from "./store";
import { membersIn } from "./validate";

/** An entity as the service answers it in this version: every property of the version, or those that were asked for. */
export function answerOf(
  entity: StoredEntity,
  served: ServedEntity,
  version: ApiVersion,
  all: readonly StoredEntity[],
  moment: Moment,
  select?: readonly string[],
): JsonObject {
  const { definition, behaviour, storedAs } = served;
  const values: JsonObject = {
    ...entity.set,
    lastModifiedDateTime: preciseDate(modifiedOf(entity, served, moment)),
    ...behaviour.values(entity, all, moment),
  };
  const answer: Record<string, Json> = { "@odata.type": definition.odataType };
  if (select === undefined || select.includes("id")) answer.id = entity.id;
  for (const [name, property] of Object.entries(definition.properties)) {
    if (!property.versions.includes(version) || (select && !select.includes(name))) continue;
    const value = property.writeOnly ? null : values[storedAs?.[name] ?? name];
    answer[name] = inVersion(effective(value, property), property, version);
  }
  return answer;
}

/** When the entity was last changed, by a request or by the service itself, in milliseconds since 1970. */
export function modifiedOf(entity: StoredEntity, { behaviour }: ServedEntity, moment: Moment): number {
  return Math.max(entity.modified, behaviour.changed(entity.known, moment));
}

/** The value that the service goes by: its own where nobody set one. */
export function effective(value: Json | undefined, property: Property): Json {
  const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  return isEmpty ? defaultOf(property) : value;
}

/** A state that the version doesn't know yet is answered as `invalid`. */
function inVersion(value: Json, property: Property, version: ApiVersion): Json {
  const members = membersIn(property, version);
  return members.length === 0 || members.includes(String(value)) || !members.includes("invalid") ? value : "invalid";
}

/** What Graph answers for a property that nobody set. */
function defaultOf(property: Property): Json {
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
