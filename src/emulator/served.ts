import { appleVolumePurchaseProgramToken } from "../definitions/appleVolumePurchaseProgramToken";
import { type ApiVersion, apiVersions, type EntityDefinition } from "../definitions/entity";
import { vppToken } from "../definitions/vppToken";
import type { EntitySet } from "./servedEntity";
import { syncLicensesAction, vppTokenActions } from "./vppTokenActions";
import { vppTokenBehavior } from "./vppTokenBehaviour";

/** Everything that is served. Another entity is another line here. */
export const entitySets: readonly EntitySet[] = [
  { definition: vppToken, table: "vppTokens", behavior: vppTokenBehavior, actions: vppTokenActions },
  {
    definition: appleVolumePurchaseProgramToken,
    table: "vppTokens",
    storedAs: { volumePurchaseProgramTokenAccountType: "vppTokenAccountType" },
    behavior: vppTokenBehavior,
    actions: [syncLicensesAction],
  },
];

/** The versions of Graph that define the entity. */
export function versionsOf(definition: EntityDefinition): readonly ApiVersion[] {
  const properties = Object.values(definition.properties);
  return apiVersions.filter((version) => properties.some((property) => property.versions.includes(version)));
}
