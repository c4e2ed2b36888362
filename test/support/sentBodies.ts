import type { EntityDefinition, Property } from "../../src/definitions/entity";
import { unknownValue } from "../../src/provider/propertyMap";
import type { SeenRequest } from "./scriptedServer";

/** What is wrong with a request for an entity, by the definition's table; nothing where all is well. */
export function faultsOf(definition: EntityDefinition, { method, url, body }: SeenRequest): string[] {
  const [path = ""] = definition.collection.split("/{");
  if (!url.includes(path) && !url.includes("/mobileApps")) return [`it goes to ${url}`];
  if (method !== "POST" && method !== "PATCH") return [];
  const version = url.split("/")[1];
  const { "@odata.type": type, ...values } = JSON.parse(body) as Record<string, unknown>;
  const rows = new Map<string, Property>(Object.entries(definition.properties));
  const faults = Object.entries(values).flatMap(([name, value]) => {
    const row = rows.get(name);
    if (!row?.versions.some((each) => each === version)) return [`${name} is not defined in ${version}`];
    if (row.access === "service") return [`${name} is read-only`];
    if (row.members && !row.members.some((member) => member === value)) return [`${name} is not a member`];
    return isOfType(row.type, value) ? [] : [`${name} is not of the type ${row.type}`];
  });
  if (type !== definition.odataType) faults.push("the type is another one");
  if (body.includes(unknownValue)) faults.push("something in it is unknown");
  return Object.keys(values).length === 0 ? [...faults, "nothing is in it"] : faults;
}

function isOfType(type: Property["type"], value: unknown): boolean {
  const isText = (each: unknown) => typeof each === "string" && !/\p{Surrogate}/u.test(each);
  if (type === "Boolean") return value === true || value === false;
  if (type === "Int32") return Number.isInteger(value) && Math.abs(Number(value)) <= 2 ** 31;
  if (type === "Collection(String)") return Array.isArray(value) && value.every(isText);
  return isText(value);
}
