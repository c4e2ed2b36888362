/** A token, and when it ends. */
export interface AccessToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresOnTimestamp: number;
}

/** A token is not used in its last minutes: a request may wait for its turn, and clocks differ. */
const marginMilliseconds = 5 * 60 * 1000;

/** Gives the token for a request; with a token that the service refused (401), another one if there is any. */
export type Bearer = (refused?: string) => Promise<string>;

/** A bearer, and who it would be, for those who can do without. */
export interface HintedBearer {
  readonly bearer: Bearer;
  /** The token; undefined when there is none. It never fails. */
  readonly hint: () => Promise<string | undefined>;
}

/**
 * Lets a look at the token share its attempt with the request that follows. The failure of an attempt that was made for a hint
 * is that of the next request: a second attempt right after it would only take as long again.
 */
export function withHint(bearer: Bearer): HintedBearer {
  let untold: Promise<string> | undefined;
  return {
    bearer: (refused) => {
      const failed = untold;
      untold = undefined;
      return refused === undefined && failed !== undefined ? failed : bearer(refused);
    },
    hint: async () => {
      if (untold !== undefined) return undefined;
      const attempt = bearer();
      try {
        return await attempt;
      } catch {
        untold = attempt;
        return undefined;
      }
    },
  };
}

/**
 * One token for all callers: those who come while it is on its way share the one request, and later ones the token,
 * until five minutes before its end or until the service refuses it. A failed attempt is forgotten, so that the next
 * caller tries anew.
 * @param acquire Asks for a token; `anew` when none that was issued before will do.
 */
export function sharedAccessToken(acquire: (anew: boolean) => Promise<AccessToken>, now: () => Date): Bearer {
  let current: AccessToken | undefined;
  let underway: Promise<AccessToken> | undefined;
  return async (refused) => {
    // Only the one that was refused: of many whose requests were refused together, the first gets a new one for all.
    const anew = current !== undefined && current.token === refused;
    if (anew) current = undefined;
    if (current !== undefined && now().getTime() < current.expiresOnTimestamp - marginMilliseconds) {
      return current.token;
    }
    underway ??= acquire(anew).finally(() => {
      underway = undefined;
    });
    current = await underway;
    return current.token;
  };
}
