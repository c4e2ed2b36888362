import DataLoader from "dataloader";
import type { Entity } from "../../graph/entities";
import { isSameId, keyOfId } from "../../graph/entityAnswer";

/** How one entity, and how all of them, are asked for. */
export interface ReadRequests {
  readonly get: (id: string) => Promise<Entity | undefined>;
  readonly list: () => Promise<readonly Entity[]>;
}

/** How long reads are gathered that arrive together: a busy engine takes as long between its first two. */
const gatheringMs = 30;

interface Snapshot {
  readonly entities: Promise<ReadonlyMap<string, Entity>>;
  /** How much had been changed before it was asked for. */
  readonly changes: number;
}

/** The first list that a run made of a collection, and what was asked for because the list doesn't tell it. */
export interface RunStart {
  entities?: Snapshot["entities"];
  details?: Map<string, Promise<Entity | undefined>>;
}

/** How many entities a run asks for at most because a list doesn't tell all of them. */
const mostDetails = 20;

/**
 * The live entities of one collection of a tenant, as one run sees them. A single read asks for its entity; as soon as
 * there are more, one list answers them all, until something is changed.
 */
export class EntityCache {
  private last: Snapshot | undefined;
  private reads = 0;
  private readonly loader: DataLoader<string, Entity | undefined>;

  /**
   * @param start Shared by the caches of one collection in several versions of Graph: they list the same entities.
   * @param changes How often something was changed so far that a list would show.
   */
  constructor(
    private readonly requests: ReadRequests,
    private readonly start: RunStart,
    sleep: (milliseconds: number) => Promise<void>,
    private readonly changes: () => number,
  ) {
    this.loader = new DataLoader((ids) => this.answer(ids), {
      cache: false,
      // Once there is a list there is nothing to wait for, and an engine that reads a few at a time would wait each time.
      batchScheduleFn: (send) => void (this.current() ?? sleep(gatheringMs)).then(send, send),
    });
  }

  /** The entity; undefined when the service says that there is none. */
  read(id: string): Promise<Entity | undefined> {
    return this.loader.load(id);
  }

  /** What the tenant held when this run first asked: what is there now and not then came into being meanwhile. */
  async atRunStart(): Promise<readonly Entity[]> {
    const entities = this.start.entities ?? this.list();
    return [...(await entities).values()];
  }

  /** The entity as it was when this run first asked; one that the list lacks is asked for. */
  async readAtRunStart(id: string): Promise<Entity | undefined> {
    const listed = (await this.atRunStart()).find((entity) => isSameId(entity.id, id));
    // A list may lag behind, so only the entity's own address can say that it is gone.
    return listed ?? this.requests.get(id);
  }

  /**
   * The entity as its own address shows it, where a list shows less. It is asked for once a run; undefined where it can't be
   * read, or when the run has asked for enough of them.
   */
  async readDetails(id: string): Promise<Entity | undefined> {
    this.start.details ??= new Map();
    const { details } = this.start;
    const asked = details.get(keyOfId(id));
    if (asked !== undefined || details.size >= mostDetails) return asked;
    const entity = this.requests.get(id).catch(() => undefined);
    details.set(keyOfId(id), entity);
    return entity;
  }

  private current(): Snapshot["entities"] | undefined {
    return this.last?.changes === this.changes() ? this.last.entities : undefined;
  }

  private async answer(ids: readonly string[]): Promise<(Entity | undefined | Error)[]> {
    const alone = (id: string) => this.requests.get(id).catch((error: Error) => error);
    this.reads += ids.length;
    if (this.reads === 1 && this.current() === undefined) return Promise.all(ids.map(alone));
    const listed = await (this.current() ?? this.list());
    return Promise.all(ids.map((id) => listed.get(keyOfId(id)) ?? alone(id)));
  }

  private list(): Snapshot["entities"] {
    const changes = this.changes();
    const entities = this.requests.list().then((all) => new Map(all.map((entity) => [keyOfId(entity.id), entity])));
    const snapshot = { entities, changes };
    this.last = snapshot;
    this.start.entities ??= entities;
    entities.catch(() => {
      if (this.last === snapshot) this.last = undefined;
      if (this.start.entities === entities) delete this.start.entities;
    });
    return entities;
  }
}
