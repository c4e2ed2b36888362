import type { DeleteGuard, EntityDefinition } from "../definitions/entity";
import { UserError } from "../errors";
import type { Connection } from "../graph/connections";
import { explain } from "../graph/errors/explain";
import { GraphError } from "../graph/errors/graphError";
import { dependantsOf, dependantsQuery, refusal, wayAround } from "./dependants";
import type { Plain } from "./plain";
import type { ListCache, SnapshotTime } from "./run/entityCache";
import type { Run } from "./run/run";

/**
 * Lets a delete pass, unless something that is in use would be lost with the entity, or that can't be told. Deletes of
 * a run share one list.
 * @returns The lists that it used, to be invalidated when the delete fails; undefined where there is no guard
 * @throws UserError that names what would be lost, and the way around
 */
export async function guardDelete(
  definition: EntityDefinition,
  id: string,
  known: Plain,
  connection: Connection,
  run: Run,
): Promise<ListCache | undefined> {
  const guard = definition.deleteGuard;
  if (!guard || known[guard.skippedBy] === true) return undefined;
  const query = dependantsQuery(guard);
  const lists = await run.dependants(connection, `${guard.collection} ${query.$filter}`, () =>
    connection.graph.list(guard, guard.version, query),
  );
  const after = lists.listCount;
  const dependantsAt = async (when: SnapshotTime) =>
    dependantsOf(guard, id, await listed(definition, guard, id, connection, lists, when));
  // A list from earlier in the run may let pass, and may not refuse: what it shows in use may be freed meanwhile.
  const isFree = (await dependantsAt("latest")).length === 0;
  const dependants = isFree ? [] : await dependantsAt({ after });
  if (dependants.length > 0) throw new UserError(refusal(definition, guard, id, dependants));
  return lists;
}

async function listed(
  definition: EntityDefinition,
  guard: DeleteGuard,
  id: string,
  { namespace }: Connection,
  lists: ListCache,
  when: SnapshotTime,
): Promise<readonly Plain[]> {
  try {
    return await lists.snapshot(when);
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
