import { randomUUID } from "node:crypto";
import { sharedAccessToken } from "./accessToken";
import { graphClient } from "./client";
import { type GraphEntities, graphEntities } from "./entities";
import type { ConnectionSettings } from "./settings";
import { signIn } from "./signIn";
import { userAgent } from "./userAgent";

/** What a connection takes from the world around it. */
export interface Effects {
  /** The clock that tells when an access token has to be renewed. */
  readonly now: () => Date;
  /** A random id for each request. */
  readonly uuid: () => string;
  /** Seconds that each attempt of a request may take, its answer's body included. */
  readonly timeLimitSeconds: number;
}

const defaults: Effects = { now: () => new Date(), uuid: randomUUID, timeLimitSeconds: 100 };

/**
 * A connection to one tenant's Graph. It shares one access token, so make one for each process and namespace.
 * Nothing is loaded and nothing is sent before the first request.
 */
export function connect(settings: ConnectionSettings, effects: Partial<Effects> = {}): GraphEntities {
  const { now, uuid, timeLimitSeconds } = { ...defaults, ...effects };
  let made: GraphEntities | undefined;
  const entities = (): GraphEntities => {
    const bearer =
      settings.method === "accessToken" ? async () => settings.accessToken : sharedAccessToken(signIn(settings), now);
    const { graphEndpoint } = settings;
    const client = graphClient({ graphEndpoint, bearer, uuid, userAgent: userAgent(), timeLimitSeconds });
    return graphEntities(client, graphEndpoint, timeLimitSeconds);
  };
  const once = (): GraphEntities => {
    made ??= entities();
    return made;
  };
  return {
    list: (...args) => once().list(...args),
    get: (...args) => once().get(...args),
    create: (...args) => once().create(...args),
    update: (...args) => once().update(...args),
    delete: (...args) => once().delete(...args),
    act: (...args) => once().act(...args),
    callFunction: (...args) => once().callFunction(...args),
  };
}
