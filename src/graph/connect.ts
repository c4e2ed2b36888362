import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { sharedAccessToken, withHint } from "./accessToken";
import { graphClient } from "./client";
import { type GraphEntities, graphEntities } from "./entities";
import { type Patience, persistent } from "./persistence";
import { request } from "./request";
import type { ConnectionSettings } from "./settings";
import { signIn } from "./signIn";
import { tenantOfAccessToken } from "./tenantId";
import { userAgent } from "./userAgent";

/** What a connection takes from the world around it, and the times it allows. */
export interface Effects extends Patience {
  /** A random id for each request. */
  readonly uuid: () => string;
}

const defaults: Effects = {
  now: () => new Date(),
  sleep: (seconds) => setTimeout(seconds * 1000),
  random: Math.random,
  // Pulumi shows what the provider's process prints under the stack.
  say: (sentence) => console.log(sentence),
  uuid: randomUUID,
  timeLimitSeconds: 100,
  operationLimitSeconds: 30 * 60,
};

/** The requests of a connection, and whom they are made as. */
export interface SignedIn extends GraphEntities {
  /**
   * The GUID of the tenant that the access token is for, a hint: Microsoft calls its access tokens opaque. It signs in
   * where that hasn't been done. Undefined when the token doesn't say, or when there is none.
   */
  tenantOfAccessToken(): Promise<string | undefined>;
}

/**
 * A connection to one tenant's Graph. It shares one access token and one
 * limit on requests in flight, so make one for each process and namespace.
 * Nothing is loaded and nothing is sent before the first request.
 */
export function connect(settings: ConnectionSettings, effects: Partial<Effects> = {}): SignedIn {
  const { uuid, ...patience } = { ...defaults, ...effects };
  const { now, timeLimitSeconds } = patience;
  const { bearer, hint } = withHint(
    settings.method === "accessToken"
      ? async () => settings.accessToken
      : sharedAccessToken(signIn(settings, timeLimitSeconds), now),
  );
  let made: GraphEntities | undefined;
  const entities = (): GraphEntities => {
    const { graphEndpoint } = settings;
    const client = graphClient({ graphEndpoint, bearer, uuid, userAgent: userAgent(), timeLimitSeconds });
    const send = persistent((call) => request(client, call, timeLimitSeconds), patience);
    return graphEntities(send, graphEndpoint);
  };
  const once = (): GraphEntities => {
    made ??= entities();
    return made;
  };
  return {
    // Why there is no token is what the request itself tells.
    tenantOfAccessToken: async () => {
      const token = await hint();
      return token === undefined ? undefined : tenantOfAccessToken(token);
    },
    list: (...args) => once().list(...args),
    get: (...args) => once().get(...args),
    create: (...args) => once().create(...args),
    update: (...args) => once().update(...args),
    delete: (...args) => once().delete(...args),
    act: (...args) => once().act(...args),
    callFunction: (...args) => once().callFunction(...args),
  };
}
