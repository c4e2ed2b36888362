import type { EntityDefinition } from "../../definitions/entity";
import { defaultNamespace } from "../../graph/config/settings";
import { isSameId } from "../../graph/entityAnswer";
import { isUnknown, type PropertyMap } from "../propertyMap";

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

/** The namespace of configuration that the arguments name. To name the default one is to name none. */
export function namespaceIn({ connection }: PropertyMap): string {
  return typeof connection === "string" && !isUnknown(connection) ? connection : defaultNamespace;
}
