import { isObject, parsed } from "../../json";

/** A token, and when it expires. */
export interface AccessToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresOnTimestamp: number;
}

/** A token is not used in its last minutes: a request may wait in the queue, and clocks differ. */
const expiryMarginMs = 5 * 60 * 1000;

/** Gives the token for a request; with a token that the service rejected (401), another one if there is any. */
export type TokenProvider = (rejectedToken?: string) => Promise<string>;

/** Gives the token for requests, and the same as a hint to those who can do without. */
export interface HintedTokenProvider {
  readonly acquireToken: TokenProvider;
  /** The token; undefined when there is none. It never fails. */
  readonly hint: () => Promise<string | undefined>;
}

/**
 * Lets a look at the token share its attempt with the request that follows. When an attempt that was made for a hint fails, the
 * next request fails with it: a second attempt right after it would only take as long again.
 */
export function withHint(provider: TokenProvider): HintedTokenProvider {
  let unreported: Promise<string> | undefined;
  return {
    acquireToken: (rejectedToken) => {
      const failed = unreported;
      unreported = undefined;
      return rejectedToken === undefined && failed !== undefined ? failed : provider(rejectedToken);
    },
    hint: async () => {
      if (unreported !== undefined) return undefined;
      const attempt = provider();
      try {
        return await attempt;
      } catch {
        unreported = attempt;
        return undefined;
      }
    },
  };
}

/**
 * Shares one token among all callers: those who come while it is requested share the one request, and later ones the
 * token, until five minutes before it expires or until the service rejects it. A failed request is forgotten, so that the
 * next caller tries again.
 * @param acquire Asks for a token; `forceRefresh` when none that was issued before will do.
 */
export function cachedAccessToken(
  acquire: (forceRefresh: boolean) => Promise<AccessToken>,
  now: () => Date,
): TokenProvider {
  let current: AccessToken | undefined;
  let inFlight: Promise<AccessToken> | undefined;
  return async (rejectedToken) => {
    // Only the rejected one: of many whose requests were rejected together, the first gets a new token for all.
    const forceRefresh = current !== undefined && current.token === rejectedToken;
    if (forceRefresh) current = undefined;
    if (current !== undefined && now().getTime() < current.expiresOnTimestamp - expiryMarginMs) {
      return current.token;
    }
    inFlight ??= acquire(forceRefresh).finally(() => {
      inFlight = undefined;
    });
    current = await inFlight;
    return current.token;
  };
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The tenant's GUID, in lower case; undefined for a domain, which can't be compared, and for anything else. */
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
