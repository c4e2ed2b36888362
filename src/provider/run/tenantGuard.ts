import { UserError } from "../../errors";
import { tenantGuid } from "../../graph/auth/accessToken";
import { configurationKey } from "../../graph/config/settingKeys";
import type { Connection } from "../../graph/connections";
import type { PropertyMap } from "../propertyMap";
import { stateKeys } from "../state/keys";

/** Another tenant's answers say nothing of an entity: they drop nothing, and create nothing. */
export class TenantGuard {
  constructor(private readonly definition: { readonly label: string }) {}

  /**
   * Signs in where the state names its tenant, and compares.
   * @param doing What is about to be done, for example "refreshed".
   * @throws UserError when the connection reaches another tenant than the one that the state names
   */
  async assertSame(state: PropertyMap, { tenant, namespace }: Connection, doing: string): Promise<void> {
    const stated = tenantIn(state);
    if (stated !== undefined) this.compare(stated, await tenant.identify(), namespace, doing);
  }

  /** The same, as far as the configuration tells. No request is made. */
  assertSameAsConfigured(state: PropertyMap, { tenant, namespace }: Connection, doing: string): void {
    const stated = tenantIn(state);
    if (stated !== undefined) this.compare(stated, tenant.guid, namespace, doing);
  }

  /** @param stated The tenant of the connection's other resources. */
  async assertSameAsOthers(stated: string | undefined, { tenant, namespace }: Connection): Promise<void> {
    if (stated !== undefined) this.compare(stated, await tenant.identify(), namespace, "created");
  }

  private compare(stated: string, reached: string | undefined, namespace: string, doing: string): void {
    if (reached === undefined || reached === stated) return;
    throw new UserError(
      `The ${this.definition.label} was not ${doing}. The state belongs to the tenant ${stated}, and the connection ` +
        `"${namespace}" reaches the tenant ${reached}. Nothing was changed. Sign in to ${stated} (check ` +
        `${configurationKey(namespace, "tenantId")} and the credential), or use another stack for the other tenant.`,
    );
  }
}

const { tenant: tenantKey } = stateKeys;

export function tenantIn({ [tenantKey]: guid }: PropertyMap): string | undefined {
  return tenantGuid(guid);
}

export function withTenant(state: PropertyMap, guid: string | undefined): PropertyMap {
  return guid === undefined ? state : { ...state, [tenantKey]: guid };
}

/** The state of an entity that is reached through another connection from now on, which may lead to another tenant. */
export function withoutTenant({ [tenantKey]: _, ...rest }: PropertyMap): PropertyMap {
  return rest;
}
