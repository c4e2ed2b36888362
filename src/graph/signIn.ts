import type { AccessToken } from "./accessToken";
import { credential, type SignInSettings } from "./credentials";
import { signInFailure } from "./signInFailure";

/** A library that asks the network several times over must still come to an end. */
const timeLimitSeconds = 100;

/**
 * Gets access tokens for the connection, by one credential made at the first need.
 *
 * A token is asked for `anew` by a new credential, because a used one answers from its cache. (A managed identity and
 * the Azure CLI have caches beyond the credential, which nothing empties.)
 * @throws AccessTokenError
 */
export function signIn(settings: SignInSettings): (anew?: boolean) => Promise<AccessToken> {
  let made: ReturnType<typeof credential> | undefined;
  return async (anew = false) => {
    try {
      if (anew) made = undefined;
      made ??= credential(settings);
      const token = await made.getToken(settings.scope, { abortSignal: AbortSignal.timeout(timeLimitSeconds * 1000) });
      if (token === null || !/^[\x21-\x7e]+$/.test(token.token)) throw new Error("the answer held no access token");
      return token;
    } catch (error) {
      throw signInFailure(settings, error);
    }
  };
}
