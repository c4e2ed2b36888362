/** A token, and when it ends. */
export interface AccessToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresOnTimestamp: number;
}

/** A token is not used in its last minutes: a request may wait for its turn, and clocks differ. */
const marginMilliseconds = 5 * 60 * 1000;

/**
 * One token for all callers: those who come while it is on its way share the one request, and later ones the token,
 * until five minutes before its end. A failed attempt is forgotten, so that the next caller tries anew.
 */
export function sharedAccessToken(acquire: () => Promise<AccessToken>, now: () => Date): () => Promise<string> {
  let current: AccessToken | undefined;
  let underway: Promise<AccessToken> | undefined;
  return async () => {
    if (current !== undefined && now().getTime() < current.expiresOnTimestamp - marginMilliseconds) {
      return current.token;
    }
    underway ??= acquire().finally(() => {
      underway = undefined;
    });
    current = await underway;
    return current.token;
  };
}
