import type { EntityDefinition } from "../definitions/entity";
import { namespaceIn } from "./namespace";
import { isUnknown, type Plain } from "./plain";

/**
 * Whether a resource moves to another connection. That would mean another tenant's entity, so it is refused, unless the
 * program says with `import` that the entity of this id is there.
 */
export function connectionChange(
  definition: EntityDefinition,
  id: string,
  before: Plain,
  declared: Plain,
  adopts: string | undefined,
): "stays" | "adopts there" | { readonly refused: string } {
  const [from, to] = [namespaceIn(before), namespaceIn(declared)];
  if (from === to || isUnknown(declared.connection)) return "stays";
  if (adopts?.toLowerCase() === id.toLowerCase()) return "adopts there";
  return {
    refused:
      `the connection changes from "${from}" to "${to}", which would mean a ${definition.label} of another ` +
      `tenant. If the same one is reached through the new connection, add the resource option \`import: "${id}"\`; ` +
      "for another tenant's, declare a resource of another name.",
  };
}
