import type { ApiVersion } from "../../definitions/entity";
import { type Connection, Connections } from "../../graph/connections";
import type { Entity } from "../../graph/entities";
import { retryLimits } from "../../graph/retry/limits";
import { EntityCache, ListCache, type ReadRequests, type RunStart } from "./entityCache";
import { RunLedger } from "./ledger";
import { ProgramRoster } from "./programRoster";

/** What one run of the engine remembers. The door makes one; a process lives as long as one run. */
export class Run {
  readonly ledger = new RunLedger();
  readonly roster = new ProgramRoster();
  /**
   * New resources whose token may be in the tenant already: nobody is known yet to manage the entities of its expiry. Each
   * says why it is refused, once all resources of the program are known.
   */
  readonly openDuplicates: (() => string | undefined)[] = [];
  /** The names of the resources that import an entity, by its id in small letters. */
  readonly importers = new Map<string, string>();
  /** Whether this run has already warned that the preview couldn't check the tenant. */
  saidUnanswered = false;
  /** How many writes this run sent: what was read before one may be outdated. */
  private writes = 0;
  private settling: Promise<void> | undefined;
  private readonly caches = new Map<string, EntityCache>();
  private readonly starts = new Map<string, RunStart>();
  private readonly blockingLists = new Map<string, ListCache>();

  /** @param connections Those through which the door reaches tenants. */
  constructor(readonly connections: Connections = new Connections({})) {}

  /** Outdates what was read: the next read sends a request. */
  invalidate(): void {
    this.writes += 1;
  }

  /** Sends a write. Whatever comes of it, what was read before may be outdated. */
  async writing<T>(send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } finally {
      this.invalidate();
    }
  }

  /**
   * Waits, once a run and briefly, for what the engine tells of the program's other resources: it asks for them one after the
   * other, while it carries out the first.
   */
  programSettled(sleep: (milliseconds: number) => Promise<void>): Promise<void> {
    this.settling ??= quiet(this.roster, sleep);
    return this.settling;
  }

  /**
   * The cache of a collection. Connections that reach one tenant share it: those of one GUID, and those that sign in alike.
   * @param collection The collection's path: no two collections have the same.
   */
  async cache(
    connection: Connection,
    { version, collection }: { readonly version: ApiVersion; readonly collection: string },
    requests: ReadRequests,
    sleep: (milliseconds: number) => Promise<void>,
  ): Promise<EntityCache> {
    const key = await keyOf(connection, collection);
    const start = this.starts.get(key) ?? {};
    this.starts.set(key, start);
    const versioned = `${version} ${key}`;
    const cache = this.caches.get(versioned) ?? new EntityCache(requests, start, sleep, () => this.writes);
    this.caches.set(versioned, cache);
    return cache;
  }

  /**
   * The lists of what is lost with the entities that a run deletes. The run's own writes leave them valid, since what was
   * not in use before stays so.
   * @param list The collection's path with its query.
   */
  async blockingAppLists(
    connection: Connection,
    list: string,
    request: () => Promise<readonly Entity[]>,
  ): Promise<ListCache> {
    const key = await keyOf(connection, list);
    const cache = this.blockingLists.get(key) ?? new ListCache(request, {}, () => 0);
    this.blockingLists.set(key, cache);
    return cache;
  }
}

/** Connections that reach one tenant share its caches: those of one GUID, and those that sign in alike. */
async function keyOf({ tenant }: Connection, collection: string): Promise<string> {
  const who = (await tenant.identify()) ?? tenant.credential;
  return JSON.stringify([tenant.graphEndpoint, who, collection]);
}

/** An engine that has asked for nothing for so long has come to the end of the program, or has no worker left. */
const { quietMs, quietWithoutCountMs, checkMs } = retryLimits.engine;

async function quiet(roster: ProgramRoster, sleep: (milliseconds: number) => Promise<void>): Promise<void> {
  let activity = roster.activity;
  const enoughMs = () => (roster.unseen === undefined ? quietWithoutCountMs : quietMs);
  for (let waited = 0; roster.unseen !== 0 && waited < enoughMs(); waited += checkMs) {
    await sleep(checkMs);
    if (roster.activity !== activity) waited = 0;
    activity = roster.activity;
  }
}
