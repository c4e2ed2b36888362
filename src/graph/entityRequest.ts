import type { EntityDefinition } from "../definitions/entity";
import { displayText } from "../displayText";
import { GraphError } from "./errors/graphError";
import type { GraphCall } from "./http/request";

/** The query options of a URL. */
export function queryText(query: Readonly<Record<string, string>>): string {
  const options = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return options.length === 0 ? "" : `?${options.join("&")}`;
}

/** The path of an entity. @throws GraphError for an id that would address another thing */
export function entityPath(definition: EntityDefinition, id: string): string {
  // fetch() resolves dots, and nothing would be left of the item but its collection.
  // Half a character (a lone surrogate) can't be written into an address at all.
  if (id === "" || id === "." || id === ".." || /\p{Surrogate}/u.test(id)) {
    throw new GraphError({
      kind: "notSent",
      graphMessage: `"${displayText(id)}" is not the id of a ${definition.label}`,
    });
  }
  return `${definition.collection}/${encodeURIComponent(id)}`;
}

/** The body with these properties of an entity, and the values that must not appear in a message. */
export function requestBody(
  definition: EntityDefinition,
  body: Readonly<Record<string, unknown>>,
): Required<Pick<GraphCall, "body" | "secrets">> {
  const secrets = Object.entries(body).flatMap(([name, value]) =>
    definition.properties[name]?.writeOnly && typeof value === "string" ? [value] : [],
  );
  return { body: { "@odata.type": definition.odataType, ...body }, secrets };
}
