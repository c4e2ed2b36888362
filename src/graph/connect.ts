import { randomUUID } from "node:crypto";
import { cachedAccessToken, tenantOfAccessToken, withHint } from "./auth/accessToken";
import { tokenAcquirer } from "./auth/credentials";
import type { ConnectionSettings } from "./config/settings";
import { type GraphEntities, graphEntities } from "./entities";
import { userAgent } from "./http/middleware";
import { graphClient, request } from "./http/request";
import { systemClock, unbounded } from "./retry/clock";
import { retryLimits } from "./retry/limits";
import { type RetryEffects, withRetry } from "./retry/retry";

/** The effects of a connection, and its time limits. */
export interface ConnectionEffects extends RetryEffects {
  /** A random id for each request. */
  readonly uuid: () => string;
}

const defaults: ConnectionEffects = {
  ...systemClock,
  random: Math.random,
  // Pulumi shows what the provider's process prints under the stack.
  log: (sentence) => console.log(sentence),
  bounds: unbounded,
  uuid: randomUUID,
  attemptTimeoutMs: retryLimits.request.attemptTimeoutMs,
  operationTimeoutMs: retryLimits.request.operationTimeoutMs,
};

/** The requests of a connection, and the tenant that they reach. */
export interface GraphConnection extends GraphEntities {
  /**
   * The GUID of the tenant that the access token is for, a hint: Microsoft calls its access tokens opaque. It signs in
   * where that hasn't been done. Undefined when the token doesn't say, or when there is none.
   */
  tenantOfAccessToken(): Promise<string | undefined>;
}

/**
 * A connection to one tenant's Graph. It shares one access token and one limit on requests in flight, so make one for each
 * process and namespace. Nothing is loaded and nothing is sent before the first request.
 */
export function connect(settings: ConnectionSettings, effects: Partial<ConnectionEffects> = {}): GraphConnection {
  const { uuid, ...retryEffects } = { ...defaults, ...effects };
  const { now, attemptTimeoutMs } = retryEffects;
  const { acquireToken, hint } = withHint(
    settings.method === "accessToken"
      ? async () => settings.accessToken
      : cachedAccessToken(tokenAcquirer(settings, attemptTimeoutMs), now),
  );
  let made: GraphEntities | undefined;
  const make = (): GraphEntities => {
    const { graphEndpoint } = settings;
    const client = graphClient({ graphEndpoint, acquireToken, uuid, userAgent: userAgent(), attemptTimeoutMs });
    const send = withRetry((call) => request(client, call, attemptTimeoutMs), retryEffects);
    return graphEntities(send, graphEndpoint);
  };
  const entities = (): GraphEntities => {
    made ??= make();
    return made;
  };
  return {
    // A failed sign-in is reported by the request itself.
    tenantOfAccessToken: async () => {
      const token = await hint();
      return token === undefined ? undefined : tenantOfAccessToken(token);
    },
    list: (...args) => entities().list(...args),
    get: (...args) => entities().get(...args),
    create: (...args) => entities().create(...args),
    update: (...args) => entities().update(...args),
    delete: (...args) => entities().delete(...args),
    act: (...args) => entities().act(...args),
    callFunction: (...args) => entities().callFunction(...args),
  };
}
