import type { Entity, GraphEntities } from "./entities";

type Lists = Map<string, Promise<readonly Entity[]>>;

const kept = new WeakMap<GraphEntities, Lists>();

/**
 * One list for all in this process, which lives as long as one operation of the engine, who ask the same of a
 * connection. A list that fails is not kept: those who waited for it share its failure, and the next one asks anew.
 * @param name - tells different lists of a connection apart
 */
export function sharedList(
  graph: GraphEntities,
  name: string,
  ask: () => Promise<readonly Entity[]>,
): Promise<readonly Entity[]> {
  const lists: Lists = kept.get(graph) ?? new Map();
  kept.set(graph, lists);
  const known = lists.get(name);
  if (known) return known;
  const fresh = ask();
  lists.set(name, fresh);
  fresh.catch(() => lists.delete(name));
  return fresh;
}

/** Makes the next one ask anew, because what the lists say may no longer be so. */
export function forgetLists(graph: GraphEntities): void {
  kept.delete(graph);
}
