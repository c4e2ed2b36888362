import type { Bearer } from "./accessToken";
import { CallRecord } from "./callRecord";
import { isLoopback } from "./endpoints";
import { type Step, setHeaders, urlOf } from "./middleware";

/**
 * Whether a request to that address may carry the bearer token: only to the connection's own Graph, so that a link in
 * an answer cannot lead it elsewhere, and in the clear to this very machine only.
 */
export function mayCarryBearer(address: string, graphEndpoint: string): boolean {
  const url = new URL(address);
  return (
    url.origin === new URL(graphEndpoint).origin &&
    (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)))
  );
}

/**
 * Adds the bearer token. When the service refuses it (401: it has expired or was revoked before its time), the request
 * is sent once more with another one, if there is any. That goes for every method, since nothing was done.
 * (The library's own handler knows Microsoft's hosts and https only, so no emulator, and no second token.)
 */
export function authorization(graphEndpoint: string, bearer: Bearer): Step {
  return async (context, next) => {
    if (!mayCarryBearer(urlOf(context), graphEndpoint)) return next();
    const sendWith = async (token: string): Promise<void> => {
      CallRecord.of(context)?.noteBearer(token);
      setHeaders(context, { Authorization: `Bearer ${token}` });
      await next();
    };
    const token = await bearer();
    await sendWith(token);
    if (context.response?.status !== 401) return;
    const another = await bearer(token);
    if (another === token) return;
    await context.response.body?.cancel();
    await sendWith(another);
  };
}
