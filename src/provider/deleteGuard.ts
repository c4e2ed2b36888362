import type { DeleteGuard, EntityDefinition } from "../definitions/entity";
import { UserError } from "../errors";
import type { Connection } from "../graph/connections";
import type { Entity } from "../graph/entities";
import { explain } from "../graph/errors/explain";
import { GraphError } from "../graph/errors/graphError";
import { moment, sharedList } from "../graph/sharedList";
import { dependantsOf, dependantsQuery, refusal, wayAround } from "./dependants";
import type { Plain } from "./plain";

/**
 * Lets a delete pass, unless something that is in use would be lost with the entity, or that can't be told. Deletes of
 * a run share one list.
 * @throws UserError that names what would be lost, and the way around
 */
export async function guardDelete(
  definition: EntityDefinition,
  id: string,
  known: Plain,
  connection: Connection,
): Promise<void> {
  const guard = definition.deleteGuard;
  if (!guard || known[guard.skippedBy] === true) return;
  const now = moment();
  const dependantsSince = async (notBefore: number) =>
    dependantsOf(guard, id, await listed(definition, guard, id, connection, notBefore));
  // A list from earlier in the run may let pass, and may not refuse: what it shows in use may be freed meanwhile.
  const isFree = (await dependantsSince(0)).length === 0;
  const dependants = isFree ? [] : await dependantsSince(now);
  if (dependants.length > 0) throw new UserError(refusal(definition, guard, id, dependants));
}

async function listed(
  definition: EntityDefinition,
  guard: DeleteGuard,
  id: string,
  { graph, namespace }: Connection,
  notBefore: number,
): Promise<readonly Entity[]> {
  const query = dependantsQuery(guard);
  try {
    const ask = () => graph.list(guard, guard.version, query);
    return await sharedList(graph, `${guard.collection} ${query.$filter}`, ask, notBefore);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const subject = `the ${definition.label} ${id}`;
    const operation = { action: `Looking up the ${guard.label} of` };
    const why =
      error.status === 404
        ? `Microsoft Graph answered 404 to ${guard.collection}: ${error.graphMessage}`
        : explain(error, { operation, subject, permissions: guard.permissions, namespace });
    // Other trouble passes, or lies in the connection: no reason to do without the guard.
    const isRefused = error.status === 403 || error.status === 404;
    throw new UserError(
      `deleting ${subject} was refused, because it is not known what would be deleted with it: ${why}` +
        (isRefused ? `\nTo delete it without this look-up: ${wayAround(guard)}` : ""),
    );
  }
}
