import type { GraphEntities } from "../graph/entities";

/** What this process, which lives as long as one run, has done in one tenant, through whichever version of Graph. */
export interface Deeds {
  /** The entities that it created or deleted: a list from before doesn't tell of that. */
  readonly settled: Set<string>;
  /** The entities that a new resource took over: the one that had them before must not delete them. */
  readonly adopted: Set<string>;
  /** The fingerprints of the texts that it created entities with. */
  readonly uploaded: Set<string>;
}

const kept = new WeakMap<GraphEntities, Deeds>();

export function deedsIn(graph: GraphEntities): Deeds {
  const deeds = kept.get(graph) ?? { settled: new Set(), adopted: new Set(), uploaded: new Set() };
  kept.set(graph, deeds);
  return deeds;
}
