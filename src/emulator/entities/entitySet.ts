import type { ApiVersion, EntityDefinition } from "../../definitions/entity";
import type { JsonObject } from "../http/json";
import type { GraphRequest, GraphResponse } from "../http/request";
import type { ServiceContext } from "../settings";
import type { StoredEntity } from "../tenant/store";

/** What the service does with an entity besides storing what it was sent. */
export interface EntityBehavior {
  /**
   * Returns what the service knows about the entity after a write. Write-only values are passed to no other function.
   * @throws EmulatedGraphError when the service doesn't accept what was sent
   */
  knownAfterWrite(sent: JsonObject, before: JsonObject | undefined, context: ServiceContext): JsonObject;
  /**
   * Returns the values that replace what an administrator sets or has set, because of what was sent. With null the
   * service chooses the value again.
   */
  overrides(sent: JsonObject, before: JsonObject | undefined, context: ServiceContext): JsonObject;
  /** Returns when the service last changed the entity on its own, in milliseconds since 1970; 0 when it never did. */
  lastServiceChange(known: JsonObject, context: ServiceContext): number;
  /** Returns the current values of the properties that the service sets; `all` holds every entity of the table. */
  serviceValues(entity: StoredEntity, all: readonly StoredEntity[], context: ServiceContext): JsonObject;
}

/** A collection of entities that the emulator serves. */
export interface EntitySet {
  readonly definition: EntityDefinition;
  /** The store's table. Two definitions of one entity under two names share a table. */
  readonly table: string;
  /** Property names of the definition that differ from the table's. */
  readonly storedAs?: Readonly<Record<string, string>>;
  readonly behavior: EntityBehavior;
  readonly actions: readonly EntityAction[];
}

/** A Graph action or function of an entity or of its collection. */
export interface EntityAction {
  /** The last segment of its path, as a pattern of the router. */
  readonly segment: string;
  readonly boundTo: "entity" | "collection";
  readonly method: "GET" | "POST";
  readonly versions: readonly ApiVersion[];
  readonly handler: EntityHandler;
}

/** Handles a request for an entity set. */
export type EntityHandler = (request: GraphRequest, entitySet: EntitySet) => GraphResponse;
