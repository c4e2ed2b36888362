import { tenantGuid } from "../../graph/auth/accessToken";
import type { Plain } from "../plain";
import { stateKeys } from "./keys";

const { tenant: tenantKey } = stateKeys;

export function tenantIn({ [tenantKey]: guid }: Plain): string | undefined {
  return tenantGuid(guid);
}

export function withTenant(state: Plain, guid: string | undefined): Plain {
  return guid === undefined ? state : { ...state, [tenantKey]: guid };
}

/** The state of an entity that is reached through another connection from now on, which may lead to another tenant. */
export function withoutTenant({ [tenantKey]: _, ...rest }: Plain): Plain {
  return rest;
}
