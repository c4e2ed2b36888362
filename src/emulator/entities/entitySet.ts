import type { ApiVersion, EntityDefinition } from "../../definitions/entity";
import type { JsonObject } from "../http/json";
import type { GraphRequest, GraphResponse } from "../http/request";
import type { ServiceContext } from "../settings";
import type { StoredEntity } from "../tenant/store";

/** What the service does with an entity beyond keeping what it was sent. */
export interface EntityBehavior {
  /**
   * What the service knows of the entity after a write. Write-only values reach no other place.
   * @throws EmulatedGraphError when the service doesn't accept what was sent.
   */
  knownAfterWrite(sent: JsonObject, before: JsonObject | undefined, context: ServiceContext): JsonObject;
  /**
   * What the service puts in place of the values that an administrator sets or has set, because of what was sent. A null
   * gives the choice back to the service.
   */
  overrides(sent: JsonObject, before: JsonObject | undefined, context: ServiceContext): JsonObject;
  /** When the service last changed the entity by itself, in milliseconds since 1970; 0 when it never did. */
  lastServiceChange(known: JsonObject, context: ServiceContext): number;
  /** The service-set values as they stand at this moment; `all` holds every entity of the table. */
  serviceValues(entity: StoredEntity, all: readonly StoredEntity[], context: ServiceContext): JsonObject;
}

/** An entity that the emulator serves. */
export interface EntitySet {
  readonly definition: EntityDefinition;
  /** The store's table. Two definitions of the same thing under two names share one. */
  readonly table: string;
  /** Property names of the definition that differ from the table's. */
  readonly storedAs?: Readonly<Record<string, string>>;
  readonly behavior: EntityBehavior;
  readonly actions: readonly EntityAction[];
}

/** Something that can be asked of an entity or of its collection, besides reading and writing. */
export interface EntityAction {
  /** Its last path segment, as a pattern of the router. */
  readonly segment: string;
  readonly boundTo: "entity" | "collection";
  readonly method: "GET" | "POST";
  readonly versions: readonly ApiVersion[];
  readonly handler: EntityHandler;
}

/** What a request for a served entity does. */
export type EntityHandler = (request: GraphRequest, entitySet: EntitySet) => GraphResponse;
