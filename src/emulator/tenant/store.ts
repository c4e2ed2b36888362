import type { JsonObject } from "../http/json";

/** An entity as the emulator stores it. */
export interface StoredEntity {
  readonly id: string;
  /** Its position in lists, which are in the order of creation. */
  readonly position: number;
  /** When it was last written, in milliseconds since 1970; different for every write. */
  readonly modified: number;
  /** What the administrator set, under the table's property names. Holds no write-only values. */
  readonly set: JsonObject;
  /** What the service knows about it. */
  readonly known: JsonObject;
}

/** Entities by their id. */
export type Table = ReadonlyMap<string, StoredEntity>;

/** All tables by name. */
export type Tables = Readonly<Record<string, Table>>;

/** The tenant's entities. A change that `persist` can't save doesn't happen. */
export class Store {
  private tables: Tables;
  private lastModified: number;
  private lastPosition: number;

  constructor(
    tables: Tables = {},
    private readonly persist: (tables: Tables) => void = () => {},
  ) {
    const entities = Object.values(tables).flatMap((table) => [...table.values()]);
    this.tables = tables;
    this.lastModified = entities.reduce((last, { modified }) => Math.max(last, modified), 0);
    this.lastPosition = entities.reduce((last, { position }) => Math.max(last, position), 0);
    persist(tables);
  }

  /** Returns a copy that later changes do not affect. */
  snapshot(): Store {
    return new Store(this.tables);
  }

  /** Returns a copy on which writes have no effect: a write to an existing entity returns it unchanged. */
  ignoringWrites(): Store {
    return new WriteIgnoringStore(this.tables);
  }

  all(table: string): readonly StoredEntity[] {
    return [...(this.tables[table]?.values() ?? [])];
  }

  get(table: string, id: string): StoredEntity | undefined {
    return this.tables[table]?.get(id);
  }

  /** Writes an entity and its time of change. Two writes within a millisecond get different times. */
  put(table: string, id: string, content: { set: JsonObject; known: JsonObject }, now: Date): StoredEntity {
    const modified = Math.max(now.getTime(), this.lastModified + 1);
    const position = this.get(table, id)?.position ?? this.lastPosition + 1;
    const entity = this.write(table, { id, position, modified, ...content });
    this.lastModified = modified;
    this.lastPosition = Math.max(this.lastPosition, position);
    return entity;
  }

  /** Adds what the service has learned about an entity. This isn't a modification. */
  mergeKnown(table: string, entity: StoredEntity, known: JsonObject): StoredEntity {
    return this.write(table, { ...entity, known: { ...entity.known, ...known } });
  }

  delete(table: string, id: string): void {
    const without = new Map(this.tables[table]);
    without.delete(id);
    this.replace(table, without);
  }

  protected write(table: string, entity: StoredEntity): StoredEntity {
    this.replace(table, new Map(this.tables[table]).set(entity.id, entity));
    return entity;
  }

  private replace(name: string, table: Table): void {
    const tables = { ...this.tables, [name]: table };
    this.persist(tables);
    this.tables = tables;
  }
}

class WriteIgnoringStore extends Store {
  override delete(): void {}

  protected override write(table: string, entity: StoredEntity): StoredEntity {
    return this.get(table, entity.id) ?? entity;
  }
}
