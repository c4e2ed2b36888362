import DataLoader from "dataloader";
import type { Entity } from "../graph/entities";

/** How one entity, and how all of them, are asked for. */
export interface ReadRequests {
  readonly get: (id: string) => Promise<Entity | undefined>;
  readonly list: () => Promise<readonly Entity[]>;
}

/** How long reads are gathered that arrive together, in milliseconds: a busy engine takes as long between its first two. */
const gathering = 30;

interface Listed {
  readonly entities: Promise<ReadonlyMap<string, Entity>>;
  /** How much had been changed before it was asked for. */
  readonly changes: number;
}

/**
 * The reads of one process in one collection. A single one asks for its entity; as soon as there are more, one list
 * answers them all, until something is changed.
 */
export class SharedReads {
  private last: Listed | undefined;
  private count = 0;
  private readonly loader: DataLoader<string, Entity | undefined>;

  /** @param changes How often something was changed so far that a list would show. */
  constructor(
    requests: ReadRequests,
    sleep: (milliseconds: number) => Promise<void>,
    private readonly changes: () => number,
  ) {
    this.loader = new DataLoader((ids) => this.answer(ids, requests), {
      cache: false,
      // Once there is a list there is nothing to wait for, and an engine that reads a few at a time would wait each time.
      batchScheduleFn: (send) => void (this.listed() ?? sleep(gathering)).then(send, send),
    });
  }

  /** The entity; undefined when the service says that there is none. */
  read(id: string): Promise<Entity | undefined> {
    return this.loader.load(id);
  }

  private listed(): Listed["entities"] | undefined {
    return this.last?.changes === this.changes() ? this.last.entities : undefined;
  }

  private async answer(ids: readonly string[], { get, list }: ReadRequests): Promise<(Entity | undefined | Error)[]> {
    const alone = (id: string) => get(id).catch((error: Error) => error);
    this.count += ids.length;
    if (this.count === 1) return Promise.all(ids.map(alone));
    const listed = await (this.listed() ?? this.list(list));
    // A list may lag behind, so only the entity's own address can say that it is gone.
    return Promise.all(ids.map((id) => listed.get(id) ?? alone(id)));
  }

  private list(ask: ReadRequests["list"]): Listed["entities"] {
    const changes = this.changes();
    const entities = ask().then((all) => new Map(all.map((entity) => [entity.id, entity])));
    const listed = { entities, changes };
    this.last = listed;
    entities.catch(() => {
      if (this.last === listed) this.last = undefined;
    });
    return entities;
  }
}
