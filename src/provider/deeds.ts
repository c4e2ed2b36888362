import type { GraphEntities } from "../graph/entities";

/** What this process, which lives as long as one run, has done in one tenant, through whichever version of Graph. */
export interface Deeds {
  /** The entities that it created or deleted: a list from before doesn't tell of that. */
  readonly settled: Set<string>;
  /** The entities that a new resource took over: the one that had them before must not delete them. */
  readonly adopted: Set<string>;
  /**
   * The entities that resources of the program took over in an earlier run, which may have left the old ones behind, with
   * the mark of that adoption.
   */
  readonly adoptedBefore: Map<string, string>;
  /** The fingerprints of the texts that it created entities with. */
  readonly uploaded: Set<string>;
  /** How often it changed something: what was listed before may no longer be so. */
  changes: number;
}

const kept = new WeakMap<GraphEntities, Deeds>();

export function deedsIn(graph: GraphEntities): Deeds {
  const deeds = kept.get(graph) ?? noDeeds();
  kept.set(graph, deeds);
  return deeds;
}

function noDeeds(): Deeds {
  return { settled: new Set(), adopted: new Set(), adoptedBefore: new Map(), uploaded: new Set(), changes: 0 };
}

/** Lets nobody go on by what was listed before. */
export function noteChange(graph: GraphEntities): void {
  deedsIn(graph).changes += 1;
}
