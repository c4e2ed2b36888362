import type { GraphEntities } from "../graph/entities";

/** What this process, which lives as long as one run, has done in one tenant, through whichever version of Graph. */
export interface Deeds {
  /** The entities that it created or deleted: a list from before doesn't tell of that. */
  readonly settled: Set<string>;
  /** The entities that a new resource took over: the one that had them before must not delete them. */
  readonly adopted: Set<string>;
  /** The entities that the program's resources have, with a mark of each: two of them can have the same one. */
  readonly declared: Map<string, Set<string>>;
  /** Whose each text is, by its fingerprint: an entity's, by its id, or that of one that is being created. */
  readonly texts: Map<string, string | object>;
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
  return { settled: new Set(), adopted: new Set(), declared: new Map(), texts: new Map(), changes: 0 };
}

/** Lets nobody go on by what was listed before. */
export function noteChange(graph: GraphEntities): void {
  deedsIn(graph).changes += 1;
}
