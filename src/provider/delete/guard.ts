import type { DeleteGuard, EntityDefinition } from "../../definitions/entity";
import { displayText } from "../../displayText";
import { UserError } from "../../errors";
import type { Connection } from "../../graph/connections";
import { isSameId } from "../../graph/entityAnswer";
import { explain } from "../../graph/errors/explain";
import { GraphError } from "../../graph/errors/graphError";
import { asText, type PropertyMap } from "../propertyMap";
import type { ListCache } from "../run/entityCache";
import type { Run } from "../run/run";

/**
 * Lets a delete pass, unless something that is in use would be lost with the entity, or that can't be told. Deletes of
 * a run share one list.
 * @returns The lists that it used, to be invalidated when the delete fails; undefined where there is no guard
 * @throws UserError that names what would be lost, and the way around
 */
export async function assertNothingAssigned(
  definition: EntityDefinition,
  id: string,
  known: PropertyMap,
  connection: Connection,
  run: Run,
): Promise<ListCache | undefined> {
  const guard = definition.deleteGuard;
  if (!guard || known[guard.skippedBy] === true) return undefined;
  const query = appsQuery(guard);
  const lists = await run.blockingAppLists(connection, `${guard.collection} ${query.$filter}`, () =>
    connection.graph.list(guard, guard.version, query),
  );
  const earlier = lists.latest;
  const blockingAppsNow = async () => blockingAppsOf(guard, id, await listed(definition, guard, id, connection, lists));
  let blockingApps = await blockingAppsNow();
  // A list from earlier in the run may let pass, and may not refuse: what it shows in use may be freed meanwhile.
  if (blockingApps.length > 0 && earlier !== undefined) {
    lists.invalidate(earlier);
    blockingApps = await blockingAppsNow();
  }
  if (blockingApps.length > 0) throw new UserError(refusal(definition, guard, id, blockingApps));
  return lists;
}

async function listed(
  definition: EntityDefinition,
  guard: DeleteGuard,
  id: string,
  { namespace }: Connection,
  lists: ListCache,
): Promise<readonly PropertyMap[]> {
  try {
    return await lists.snapshot("now");
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const subject = `the ${definition.label} ${displayText(id)}`;
    const operation = { action: `Looking up the ${guard.label} of` };
    const why =
      error.status === 404 && error.answeredByGraph
        ? `Microsoft Graph answered 404 to ${guard.collection}: ${error.graphMessage}`
        : explain(error, { operation, subject, permissions: guard.permissions, namespace });
    // Other trouble passes, or lies in the connection: no reason to do without the guard.
    const isRefused = error.answeredByGraph && (error.status === 403 || error.status === 404);
    throw new UserError(
      `deleting ${subject} was refused, because it is not known what would be deleted with it: ${why}` +
        (isRefused ? `\nTo delete it without this look-up: ${wayAround(guard)}` : ""),
    );
  }
}

/** The query that lists what the guard looks at. Graph filters these by type, and not by what they belong to. */
export function appsQuery({ types }: DeleteGuard): { readonly $filter: string } {
  return { $filter: types.map((type) => `isof('${type}')`).join(" or ") };
}

/** What of the list would be lost with the entity although it is in use. What doesn't say that it isn't, counts. */
export function blockingAppsOf(guard: DeleteGuard, id: string, listed: readonly PropertyMap[]): PropertyMap[] {
  return listed.filter((each) => isSameId(asText(each[guard.reference]), id) && each[guard.inUse] !== false);
}

/** So many are named in a message, and the rest is counted. */
const named = 10;

/** Why the entity is not deleted, and what can be done. */
export function refusal(
  definition: EntityDefinition,
  guard: DeleteGuard,
  id: string,
  blockingApps: readonly PropertyMap[],
) {
  const lines = blockingApps.slice(0, named).map((each) => `  - ${nameOf(guard, each)}`);
  const more = blockingApps.length - lines.length;
  if (more > 0) lines.push(`  - and ${more} more`);
  return (
    `deleting the ${definition.label} ${id} was refused, because its ${guard.label} would be deleted with it:\n` +
    `${lines.join("\n")}\n${guard.remedy} Or, to delete them too: ${wayAround(guard)}`
  );
}

/** How to delete without the guard. What a delete is told is what the last deployment left in the state. */
export function wayAround({ skippedBy }: DeleteGuard): string {
  return `declare \`${skippedBy}: true\`, run \`pulumi up\`, and delete again.`;
}

/** For example `Keynote (com.apple.keynote, id 4711)`. */
function nameOf({ names }: DeleteGuard, app: PropertyMap): string {
  const known = names.map((name) => app[name]).filter((name) => typeof name === "string" && name !== "");
  const [first = "without a name", ...others] = known;
  const [name = "", ...rest] = [first, ...others, `id ${asText(app.id)}`].map((text) => displayText(asText(text)));
  return `${name} (${rest.join(", ")})`;
}
