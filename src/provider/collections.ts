import type { EntityDefinition } from "../definitions/entity";
import type { GraphEntities } from "../graph/entities";
import { Creations } from "./creations";
import { type Deeds, deedsIn } from "./deeds";
import type { EntityCalls } from "./entityCalls";
import type { Surroundings } from "./life";
import type { Plain } from "./plain";
import { SharedReads } from "./sharedReads";

/** What the resources of one process share that live in one collection, seen through one version and connection. */
export interface Collection {
  readonly creations: Creations;
  readonly reads: SharedReads;
  /** What is live before a text is uploaded over it. Writes of this process leave it as it is: it is to show others'. */
  readonly looks: SharedReads;
}

/** The collections of a process, each made when it is first needed. */
export class Collections {
  private readonly known = new WeakMap<GraphEntities, Map<string, Collection>>();

  constructor(
    private readonly definition: EntityDefinition,
    private readonly surroundings: Surroundings,
    private readonly calls: EntityCalls,
  ) {}

  /** The collection in which the arguments, or the state, say that a resource lives. */
  async of(values: Plain): Promise<Collection> {
    const { graph, path } = await this.calls.collection(values);
    const ofConnection = this.known.get(graph) ?? new Map<string, Collection>();
    this.known.set(graph, ofConnection);
    const collection = ofConnection.get(path) ?? this.make(values, deedsIn(graph));
    ofConnection.set(path, collection);
    return collection;
  }

  private make(values: Plain, deeds: Deeds): Collection {
    const sleep = (milliseconds: number) => this.surroundings.sleep(milliseconds);
    const requests = { get: (id: string) => this.calls.get(id, values), list: () => this.calls.list(values) };
    return {
      creations: new Creations(this.definition, this.surroundings, deeds),
      reads: new SharedReads(requests, sleep, () => deeds.changes),
      looks: new SharedReads(requests, sleep, () => 0),
    };
  }
}
