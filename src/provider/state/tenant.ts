import { tenantGuid } from "../../graph/auth/accessToken";
import type { PropertyMap } from "../propertyMap";
import { stateKeys } from "./keys";

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
