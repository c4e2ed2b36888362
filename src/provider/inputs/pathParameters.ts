import type { EntityDefinition } from "../../definitions/entity";
import { UserError } from "../../errors";
import type { CheckFailure } from "../handler";
import { isUnknown, type PropertyMap } from "../propertyMap";
import { namespaceIn } from "./connection";

/**
 * The arguments that say where an entity lives are always needed, and stay as they are: in another place there is
 * another entity, so that a change would update, or miss, one that this resource doesn't manage.
 */
export function checkAddress(
  definition: EntityDefinition,
  inputs: PropertyMap,
  oldInputs: PropertyMap | undefined,
): CheckFailure[] {
  const { address = {}, label } = definition;
  return Object.keys(address).flatMap((property) => {
    const newInputs = inputs[property];
    const deployed = oldInputs?.[property];
    if (newInputs === undefined || newInputs === "") {
      return [{ property, reason: `is needed to find a ${label}: declare it` }];
    }
    // fetch() resolves dots, and the request would go to another collection.
    if (newInputs === "." || newInputs === "..") return [{ property, reason: "must be an id: copy it from Intune" }];
    if (deployed === undefined || isUnknown(newInputs) || isUnknown(deployed) || newInputs === deployed) return [];
    // Another connection has a rule of its own, which asks for an adoption.
    if (namespaceIn(inputs) !== namespaceIn(oldInputs ?? {})) return [];
    return [
      {
        property,
        reason:
          `can't be changed, because it identifies this ${label}: another value means another one. ` +
          "To keep this one, put it back. Declare the other one as another resource",
      },
    ];
  });
}

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

/** The definition with its collection where the arguments say that it is. */
export function resolvePath(definition: EntityDefinition, known: PropertyMap): EntityDefinition {
  const names = Object.keys(definition.address ?? {});
  const collection = names.reduce(
    (path, name) => path.replace(`{${name}}`, encodeURIComponent(String(known[name]))),
    definition.collection as string,
  );
  return { ...definition, collection: `/${collection.slice(1)}` };
}
