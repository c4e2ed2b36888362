import type { AccessToken } from "./accessToken";
import { credential, type SignInSettings } from "./credentials";
import { signInFailure } from "./signInFailure";

/**
 * Gets access tokens for the connection, by one credential made at the first need.
 *
 * A token is asked for `anew` by a new credential, because a used one answers from its cache. (A managed identity and
 * the Azure CLI have caches beyond the credential, which nothing empties.)
 * @param timeLimitSeconds How long it may take, however often the library asks the network meanwhile.
 * @throws AccessTokenError
 */
export function signIn(settings: SignInSettings, timeLimitSeconds: number): (anew?: boolean) => Promise<AccessToken> {
  let made: ReturnType<typeof credential> | undefined;
  return async (anew = false) => {
    try {
      if (anew) made = undefined;
      made ??= credential(settings, timeLimitSeconds);
      const timeUp = AbortSignal.timeout(timeLimitSeconds * 1000);
      const answer = made.getToken(settings.scope, { abortSignal: timeUp });
      const token = await Promise.race([answer, silence(timeUp, timeLimitSeconds)]);
      if (token === null || !/^[\x21-\x7e]+$/.test(token.token)) throw new Error("the answer held no access token");
      return token;
    } catch (error) {
      // It may still be waiting for its answer, and would let the next attempt wait for the same.
      made = undefined;
      throw signInFailure(settings, error);
    }
  };
}

/** Fails when the time is up, by which few of the library's credentials go. */
function silence(timeUp: AbortSignal, seconds: number): Promise<never> {
  return new Promise((_, reject) => {
    timeUp.addEventListener("abort", () => reject(new Error(`no answer within ${seconds} s.`)), { once: true });
  });
}
