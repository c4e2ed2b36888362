import type { EntityDefinition } from "../../definitions/entity";
import { UserError } from "../../errors";
import { defaultNamespace } from "../../graph/config/settings";
import { isSameId } from "../../graph/entityAnswer";
import type { CheckFailure } from "../handler";
import { isUnknown, type PropertyMap } from "../propertyMap";

// Where the requests of a resource go, as its arguments or its state say: through which connection, and to which path.
// (apiVersion says to which version of Graph: lookups ask for it before they load anything of Graph.)

/** The namespace of configuration that the arguments name. To name the default one is to name none. */
export function namespaceIn({ connection }: PropertyMap): string {
  return typeof connection === "string" && !isUnknown(connection) ? connection : defaultNamespace;
}

/**
 * Whether a resource moves to another connection. That may mean another tenant's entity, so it is refused, unless the program
 * imports the entity of this id.
 */
export function connectionMove(
  definition: EntityDefinition,
  id: string,
  oldState: PropertyMap,
  newInputs: PropertyMap,
  importId: string | undefined,
): "stays" | "imports there" | { readonly refused: string } {
  const [from, to] = [namespaceIn(oldState), namespaceIn(newInputs)];
  if (from === to || isUnknown(newInputs.connection)) return "stays";
  if (importId !== undefined && isSameId(importId, id)) return "imports there";
  return {
    refused:
      `The ${definition.label} ${id} can't be moved: the connection changes from "${from}" to "${to}", which may reach ` +
      `another tenant. Nothing was sent. If both reach the same tenant, set the resource option \`import: "${id}"\`. To ` +
      "manage one of another tenant, declare a resource with another name.",
  };
}

/**
 * Validates the path parameters, which are required and can't change: under another path there is another entity, and an
 * update would reach an entity that this resource doesn't manage.
 */
export function checkPathParameters(
  definition: EntityDefinition,
  inputs: PropertyMap,
  oldInputs: PropertyMap | undefined,
): CheckFailure[] {
  const { pathParameters = {}, label } = definition;
  return Object.keys(pathParameters).flatMap((property) => {
    const newInputs = inputs[property];
    const deployed = oldInputs?.[property];
    if (newInputs === undefined || newInputs === "") {
      return [{ property, reason: `is needed to find a ${label}: declare it` }];
    }
    // fetch() resolves dots, and the request would go to another collection.
    if (newInputs === "." || newInputs === "..") return [{ property, reason: "must be an id: copy it from Intune" }];
    if (deployed === undefined || isUnknown(newInputs) || isUnknown(deployed) || newInputs === deployed) return [];
    // A change of the connection has its own rule, which requires an import.
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

/** An entity's own id, and what is known of the entity, its path parameters included. */
export interface Found {
  readonly id: string;
  readonly known: PropertyMap;
}

/**
 * Takes an id such as `<organizationId>/<id>` apart. A resource that only reads (`get`) is given nothing but an id, which
 * therefore holds the path parameters; the state of a managed resource holds them, and its id doesn't.
 * @throws UserError when neither the id nor the state has them
 */
export function parseId(definition: EntityDefinition, id: string, known: PropertyMap): Found {
  const names = Object.keys(definition.pathParameters ?? {});
  if (names.length === 0) return { id, known };
  const parts = id.split("/");
  if (parts.length === names.length + 1 && parts.every((part) => part !== "")) {
    const pathParameters = Object.fromEntries(names.map((name, index) => [name, parts[index]]));
    return { id: String(parts.at(-1)), known: { ...known, ...pathParameters } };
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

/** Returns the definition with the path parameters put into its collection. */
export function resolvePath(definition: EntityDefinition, known: PropertyMap): EntityDefinition {
  const names = Object.keys(definition.pathParameters ?? {});
  const collection = names.reduce(
    (path, name) => path.replace(`{${name}}`, encodeURIComponent(String(known[name]))),
    definition.collection as string,
  );
  return { ...definition, collection: `/${collection.slice(1)}` };
}
