import type { Entity, GraphEntities } from "./entities";

interface List {
  readonly asked: number;
  readonly answer: Promise<readonly Entity[]>;
}

type Lists = Map<string, List>;

let moments = 0;

/** A moment in the life of this process: what happens later has a greater one. */
export function moment(): number {
  moments += 1;
  return moments;
}

const kept = new WeakMap<GraphEntities, Lists>();

/**
 * One list for all in this process, which lives as long as one operation of the engine, who ask the same of a
 * connection. A list that fails is not kept: those who waited for it share its failure, and the next one asks anew.
 * @param name - tells different lists of a connection apart
 * @param notBefore - the moment from which on it must have been asked
 */
export function sharedList(
  graph: GraphEntities,
  name: string,
  ask: () => Promise<readonly Entity[]>,
  notBefore: number,
): Promise<readonly Entity[]> {
  const lists: Lists = kept.get(graph) ?? new Map();
  kept.set(graph, lists);
  const known = lists.get(name);
  if (known && known.asked >= notBefore) return known.answer;
  const fresh = { asked: moment(), answer: ask() };
  lists.set(name, fresh);
  fresh.answer.catch(() => lists.get(name) === fresh && lists.delete(name));
  return fresh.answer;
}

/** Makes the next one ask anew, because what the lists say may no longer be so. */
export function forgetLists(graph: GraphEntities): void {
  kept.delete(graph);
}
