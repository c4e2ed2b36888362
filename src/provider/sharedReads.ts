import DataLoader from "dataloader";
import type { Entity } from "../graph/entities";

/** How one entity, and how all of them, are asked for. */
export interface ReadRequests {
  readonly get: (id: string) => Promise<Entity | undefined>;
  readonly list: () => Promise<readonly Entity[]>;
}

/** How long reads are gathered that arrive together, in milliseconds: a busy engine takes as long between its first two. */
const gathering = 30;

/**
 * The reads of one process in one collection. A single one asks for its entity; as soon as there are more, one list
 * answers them all, until something is written.
 */
export class SharedReads {
  private listed: Promise<ReadonlyMap<string, Entity>> | undefined;
  private count = 0;
  private readonly loader: DataLoader<string, Entity | undefined>;

  constructor(requests: ReadRequests, sleep: (milliseconds: number) => Promise<void>) {
    this.loader = new DataLoader((ids) => this.answer(ids, requests), {
      cache: false,
      // Once there is a list there is nothing to wait for, and an engine that reads a few at a time would wait each time.
      batchScheduleFn: (send) => void (this.listed ?? sleep(gathering)).then(send, send),
    });
  }

  /** The entity; undefined when the service says that there is none. */
  read(id: string): Promise<Entity | undefined> {
    return this.loader.load(id);
  }

  /** What was listed may no longer be so. */
  forget(): void {
    this.listed = undefined;
  }

  private async answer(ids: readonly string[], { get, list }: ReadRequests): Promise<(Entity | undefined | Error)[]> {
    const alone = (id: string) => get(id).catch((error: Error) => error);
    this.count += ids.length;
    if (this.count === 1) return Promise.all(ids.map(alone));
    this.listed ??= list().then(
      (entities) => new Map(entities.map((entity) => [entity.id, entity])),
      (error) => {
        this.forget();
        throw error;
      },
    );
    const listed = await this.listed;
    // A list may lag behind, so only the entity's own address can say that it is gone.
    return Promise.all(ids.map((id) => listed.get(id) ?? alone(id)));
  }
}
