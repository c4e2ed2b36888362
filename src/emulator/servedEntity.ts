import type { ApiVersion, EntityDefinition } from "../definitions/entity";
import type { JsonObject } from "./json";
import type { GraphReply, GraphRequest } from "./request";
import type { Moment } from "./settings";
import type { StoredEntity } from "./store";

/** What the service does with an entity beyond keeping what it was sent. */
export interface Behaviour {
  /**
   * What the service knows of the entity after a write. Write-only values reach no other place.
   * @throws GraphError when the service doesn't accept what was sent.
   */
  learn(sent: JsonObject, before: JsonObject | undefined, moment: Moment): JsonObject;
  /**
   * What the service puts in place of the values that an administrator sets or has set, because of what was sent. A null
   * gives the choice back to the service.
   */
  overrides(sent: JsonObject, before: JsonObject | undefined, moment: Moment): JsonObject;
  /** When the service last changed the entity by itself, in milliseconds since 1970; 0 when it never did. */
  changed(known: JsonObject, moment: Moment): number;
  /** The service-set values as they stand at this moment; `all` holds every entity of the table. */
  values(entity: StoredEntity, all: readonly StoredEntity[], moment: Moment): JsonObject;
}

/** An entity that the emulator serves. */
export interface ServedEntity {
  readonly definition: EntityDefinition;
  /** The store's table. Two definitions of the same thing under two names share one. */
  readonly table: string;
  /** Property names of the definition that differ from the table's. */
  readonly storedAs?: Readonly<Record<string, string>>;
  readonly behaviour: Behaviour;
  readonly actions: readonly Action[];
}

/** Something that can be asked of an entity or of its collection, besides reading and writing. */
export interface Action {
  /** Its last path segment, as a pattern of the router. */
  readonly segment: string;
  readonly boundTo: "entity" | "collection";
  readonly method: "GET" | "POST";
  readonly versions: readonly ApiVersion[];
  readonly run: EntityHandler;
}

/** What a request for a served entity does. */
export type EntityHandler = (request: GraphRequest, served: ServedEntity) => GraphReply;
