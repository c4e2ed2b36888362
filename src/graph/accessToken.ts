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
