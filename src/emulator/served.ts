import { appleVolumePurchaseProgramToken } from "../definitions/appleVolumePurchaseProgramToken";
import { type ApiVersion, apiVersions, type EntityDefinition } from "../definitions/entity";
import { vppToken } from "../definitions/vppToken";
import type { ServedEntity } from "./servedEntity";
import { syncLicensesAction, vppTokenActions } from "./vppTokenActions";
import { vppTokenBehaviour } from "./vppTokenBehaviour";

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
