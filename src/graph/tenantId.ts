import { isObject, parsed } from "./json";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The tenant's GUID, in small letters; undefined for a domain, which compares with nothing, and for anything else. */
export function tenantGuid(value: unknown): string | undefined {
  return typeof value === "string" && guid.test(value) ? value.toLowerCase() : undefined;
}

/**
 * The tenant that an access token names in its claim `tid`; undefined where it can't be read.
 * Source: Microsoft identity platform, "Access token claims reference".
 */
export function tenantOfAccessToken(token: string): string | undefined {
  const [, payload, ...rest] = token.split(".");
  if (payload === undefined || rest.length !== 1) return undefined;
  const claims = parsed(Buffer.from(payload, "base64url").toString("utf8"));
  return isObject(claims) ? tenantGuid(claims.tid) : undefined;
}
