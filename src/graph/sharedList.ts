import type { Entity, GraphEntities } from "./entities";

interface Kept {
  readonly answer: Promise<readonly Entity[]>;
  /** Milliseconds since 1970; unset while the list is on its way. */
  until?: number;
}

const kept = new WeakMap<GraphEntities, Map<string, Kept>>();

/** How long a list that has arrived serves others who ask for the same. */
const keptMilliseconds = 60_000;

/**
 * One list for all in this process who ask the same of a connection at about the same time. A list that fails is not
 * kept: those who waited for it share its failure, and the next one asks anew.
 * @param name - tells different lists of a connection apart
 */
export function sharedList(
  graph: GraphEntities,
  name: string,
  now: () => Date,
  ask: () => Promise<readonly Entity[]>,
): Promise<readonly Entity[]> {
  const lists = kept.get(graph) ?? new Map<string, Kept>();
  kept.set(graph, lists);
  const known = lists.get(name);
  if (known && (known.until === undefined || now().getTime() < known.until)) return known.answer;
  const fresh: Kept = { answer: ask() };
  lists.set(name, fresh);
  fresh.answer.then(
    () => {
      fresh.until = now().getTime() + keptMilliseconds;
    },
    () => lists.delete(name),
  );
  return fresh.answer;
}

/** Makes the next one ask anew, because what the lists say may no longer be so. */
export function forgetLists(graph: GraphEntities): void {
  kept.delete(graph);
}
