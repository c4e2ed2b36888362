import type { GraphEntities } from "../graph/entities";

/**
 * What this process, which lives as long as one run, knows of its own doing and of the program's resources through one
 * connection, in whichever version of Graph and under whichever name.
 */
export class Deeds {
  /** The entities that it created or deleted: a list from before doesn't tell of that. */
  readonly settled = new Set<string>();
  /** How often it changed something: what was listed before may no longer be so. */
  changes = 0;
  private readonly adopted = new Set<string>();
  private adoptions = 0;
  /** By their ids, the entities that the program's resources have, with a mark of each resource. */
  private readonly declared = new Map<string, Set<string>>();
  /** Whose each text is, by its fingerprint: an entity's, by its id, or that of one that is being created. */
  private readonly texts = new Map<string, string | object>();

  /**
   * A new resource takes the entity over, unless another one does.
   * @returns The number of the adoption; undefined when there was one already.
   */
  adopt(id: string): number | undefined {
    if (this.adopted.has(key(id))) return undefined;
    this.adopted.add(key(id));
    this.adoptions += 1;
    return this.adoptions;
  }

  /** The adoption came to nothing. */
  forgo(id: string): void {
    this.adopted.delete(key(id));
  }

  /**
   * A resource of the program has the entity.
   * @param mark By what it differs from another resource that has the same one.
   */
  noteDeclared(id: string, mark: string): void {
    this.declared.set(key(id), new Set(this.declared.get(key(id))).add(mark));
  }

  isDeclared(id: string): boolean {
    return this.declared.has(key(id));
  }

  /** Takes a resource's mark off the entity, and tells whether another resource has the entity. */
  leave(id: string, mark: string): boolean {
    const marks = this.declared.get(key(id));
    marks?.delete(mark);
    return this.adopted.has(key(id)) || (marks !== undefined && marks.size > 0);
  }

  noteDeleted(id: string): void {
    this.settled.add(id);
    this.changes += 1;
    for (const [text, owner] of this.texts) if (owner === id) this.texts.delete(text);
  }

  /** Notes whose a text is, unless it is another's already: one token is of one resource. */
  claim(text: string, owner: string | object): boolean {
    if ((this.texts.get(text) ?? owner) !== owner) return false;
    this.texts.set(text, owner);
    return true;
  }
}

/** A program may write an id in capitals. */
function key(id: string): string {
  return id.toLowerCase();
}

const kept = new WeakMap<GraphEntities, Deeds>();

export function deedsIn(graph: GraphEntities): Deeds {
  const deeds = kept.get(graph) ?? new Deeds();
  kept.set(graph, deeds);
  return deeds;
}
