import type { EntityDefinition } from "../definitions/entity";
import { UserError } from "../errors";
import type { PropertyMap } from "./propertyMap";

/** An entity's own id, and what is known of the entity, its address included. */
export interface Found {
  readonly id: string;
  readonly known: PropertyMap;
}

/**
 * The own id and the address in an id such as `<organizationId>/<id>`. A resource that only reads (`get`) is told nothing
 * but an id, so that is where its address stands; a managed one has its address in its state, and an id without one.
 * @throws UserError when neither of them has it
 */
export function parseId(definition: EntityDefinition, id: string, known: PropertyMap): Found {
  const names = Object.keys(definition.address ?? {});
  if (names.length === 0) return { id, known };
  const parts = id.split("/");
  if (parts.length === names.length + 1 && parts.every((part) => part !== "")) {
    const address = Object.fromEntries(names.map((name, index) => [name, parts[index]]));
    return { id: String(parts.at(-1)), known: { ...known, ...address } };
  }
  if (parts.length === 1 && names.every((name) => known[name] !== undefined)) return { id, known };
  const form = [...names, "id"].map((name) => `<${name}>`).join("/");
  throw new UserError(
    `"${id}" doesn't say where the ${definition.label} is. Write its id as ${form}, for example ${example(names)}.`,
  );
}

const exampleId = (digit: number) => "00000000-0000-0000-0000-000000000000".replaceAll("0", String(digit));

function example(names: readonly string[]): string {
  return [...names, "id"].map((_, index) => exampleId(index + 1)).join("/");
}
