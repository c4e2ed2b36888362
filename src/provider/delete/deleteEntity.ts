import type { EntityDefinition } from "../../definitions/entity";
import type { Connection } from "../../graph/connections";
import type { RunContext } from "../handler";
import { resolvePath } from "../inputs/destination";
import type { PropertyMap } from "../propertyMap";
import { assertNothingAssigned } from "./guard";
import { revoke } from "./revocation";

/**
 * Deletes an entity after what its definition asks for before: nothing in use may be lost with it, and what was given
 * out is taken back where the resource says so.
 * @param remove - sends the delete
 * @throws UserError when the entity must not be deleted; it is untouched then
 */
export async function deleteEntity(
  definition: EntityDefinition,
  id: string,
  known: PropertyMap,
  connection: Connection,
  context: RunContext,
  remove: () => Promise<unknown>,
): Promise<void> {
  const { revocation } = definition;
  const { run } = context;
  const lists = await assertNothingAssigned(definition, id, known, connection, run);
  try {
    if (revocation && known[revocation.option] === true) {
      const resolved = resolvePath(definition, known);
      if ((await revoke(resolved, revocation, id, connection, context)) === "was already gone") return;
    }
    await remove();
  } catch (error) {
    // A revocation, for example, has an effect of its own.
    lists?.invalidate();
    throw error;
  }
}
