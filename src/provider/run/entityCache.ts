import DataLoader from "dataloader";
import type { Entity } from "../../graph/entities";
import { keyOfId } from "../../graph/entityAnswer";

/** How one entity, and how all of them, are asked for. */
export interface ReadRequests {
  readonly get: (id: string) => Promise<Entity | undefined>;
  readonly list: () => Promise<readonly Entity[]>;
}

/** How long reads are gathered that arrive together: a busy engine takes as long between its first two. */
const gatheringMs = 30;

interface Snapshot {
  readonly entities: Promise<ReadonlyMap<string, Entity>>;
  /** How much had been changed before it was requested. */
  readonly changes: number;
}

/** The first list that a run made of a collection, and what was requested because the list doesn't show it. */
export interface RunStart {
  entities?: Snapshot["entities"];
  details?: Map<string, Promise<Entity | undefined>>;
}

/** How many entities a run requests at most because a list doesn't show all of them. */
const maxDetails = 20;

/** Which list is wanted: the first one of the run, or the newest one that is still valid. */
export type SnapshotTime = "run start" | "now";

/** The lists of one collection of a tenant, shared by all who need one during a run. */
export class ListCache {
  private last: Snapshot | undefined;

  /**
   * @param start Shared by the caches of one collection in several versions of Graph: they list the same entities.
   * @param changes How often something was changed so far that a list would show.
   */
  constructor(
    private readonly requestList: () => Promise<readonly Entity[]>,
    protected readonly start: RunStart,
    private readonly changes: () => number,
  ) {}

  /** The entities that the list of that time holds. A list that failed isn't kept: those who waited share its failure. */
  async snapshot(when: SnapshotTime): Promise<readonly Entity[]> {
    return [...(await this.listAt(when)).values()];
  }

  /** The newest list that was requested; undefined where none serves any more. To be compared, and given to `invalidate`. */
  get latest(): object | undefined {
    return this.last;
  }

  /**
   * Requests a new list the next time that the newest is wanted, because it may be outdated.
   * @param outdated The list that is. Somebody may have requested a newer one meanwhile, which stays.
   */
  invalidate(outdated: object | undefined = this.last): void {
    if (this.last === outdated) this.last = undefined;
  }

  protected current(): Snapshot["entities"] | undefined {
    return this.last?.changes === this.changes() ? this.last.entities : undefined;
  }

  protected listAt(when: SnapshotTime): Snapshot["entities"] {
    return (when === "run start" ? this.start.entities : this.current()) ?? this.list();
  }

  private list(): Snapshot["entities"] {
    const entities = this.requestList().then((all) => new Map(all.map((entity) => [keyOfId(entity.id), entity])));
    const snapshot = { entities, changes: this.changes() };
    this.last = snapshot;
    this.start.entities ??= entities;
    entities.catch(() => {
      if (this.last === snapshot) this.last = undefined;
      if (this.start.entities === entities) delete this.start.entities;
    });
    return entities;
  }
}

/**
 * The live entities of one collection of a tenant, as one run sees them. A single read asks for its entity; as soon as
 * there are more, one list answers them all, until something is changed.
 */
export class EntityCache extends ListCache {
  private reads = 0;
  private readonly loader: DataLoader<string, Entity | undefined>;

  constructor(
    private readonly requests: ReadRequests,
    start: RunStart,
    sleep: (milliseconds: number) => Promise<void>,
    changes: () => number,
  ) {
    super(requests.list, start, changes);
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

  /** The entity as it was when this run first asked; one that the list lacks is asked for. */
  async readAtRunStart(id: string): Promise<Entity | undefined> {
    const listed = (await this.listAt("run start")).get(keyOfId(id));
    // A list may lag behind, so only the entity's own address can say that it is gone.
    return listed ?? this.requests.get(id);
  }

  /**
   * The entity as its own address shows it, where a list shows less. It is requested once a run, and a failure is kept;
   * undefined when the service says that there is none, or when the run has requested enough of them.
   */
  async readDetails(id: string): Promise<Entity | undefined> {
    this.start.details ??= new Map();
    const { details } = this.start;
    const requested = details.get(keyOfId(id));
    if (requested !== undefined || details.size >= maxDetails) return requested;
    const entity = this.requests.get(id);
    details.set(keyOfId(id), entity);
    return entity;
  }

  private async answer(ids: readonly string[]): Promise<(Entity | undefined | Error)[]> {
    const alone = (id: string) => this.requests.get(id).catch((error: Error) => error);
    this.reads += ids.length;
    if (this.reads === 1 && this.current() === undefined) return Promise.all(ids.map(alone));
    const listed = await this.listAt("now");
    return Promise.all(ids.map((id) => listed.get(keyOfId(id)) ?? alone(id)));
  }
}
