import { appleVolumePurchaseProgramToken } from "../definitions/appleVolumePurchaseProgramToken";
import { type ApiVersion, apiVersions, type EntityDefinition } from "../definitions/entity";
import { vppToken } from "../definitions/vppToken";
import type { EntityHandler } from "./handlers";
import type { JsonObject } from "./json";
import type { Moment } from "./settings";
import type { StoredEntity } from "./store";
import { syncLicensesAction, vppTokenActions } from "./vppTokenActions";
import { vppTokenBehaviour } from "./vppTokenBehaviour";

/** What the service does with an entity beyond keeping what it was sent. */
export interface Behaviour {
  /**
   * What the service knows of the entity after a write. Write-only values reach no other place.
   * @throws GraphFailure when the service doesn't accept what was sent.
   */
  learn(sent: JsonObject, before: JsonObject | undefined, moment: Moment): JsonObject;
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

/** Everything that is served. Another entity is another line here. */
export const servedEntities: readonly ServedEntity[] = [
  { definition: vppToken, table: "vppTokens", behaviour: vppTokenBehaviour, actions: vppTokenActions },
  {
    definition: appleVolumePurchaseProgramToken,
    table: "vppTokens",
    storedAs: { volumePurchaseProgramTokenAccountType: "vppTokenAccountType" },
    behaviour: vppTokenBehaviour,
    actions: [syncLicensesAction],
  },
];

/** The versions of Graph that define the entity. */
export function versionsOf(definition: EntityDefinition): readonly ApiVersion[] {
  const properties = Object.values(definition.properties);
  return apiVersions.filter((version) => properties.some((property) => property.versions.includes(version)));
}
