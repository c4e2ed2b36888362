import { isLoopback } from "../config/endpoints";
import { CallRecord, type Step, setHeaders, urlOf } from "../http/middleware";
import type { TokenProvider } from "./accessToken";

/**
 * Whether a request to that address may carry the bearer token: only to the connection's own Graph, so that a link in
 * an answer can't lead it elsewhere, and unencrypted to this machine only.
 */
export function mayCarryBearer(address: string, graphEndpoint: string): boolean {
  const url = new URL(address);
  return (
    url.origin === new URL(graphEndpoint).origin &&
    (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)))
  );
}

/**
 * Adds the bearer token. When the service rejects it (401: it has expired or was revoked early), the request is sent once
 * more with another one, if there is any. This holds for every method, since a rejected request has no effect.
 * (The library's own handler knows Microsoft's hosts and https only, so no emulator, and no second token.)
 */
export function authorize(graphEndpoint: string, acquireToken: TokenProvider): Step {
  return async (context, next) => {
    if (!mayCarryBearer(urlOf(context), graphEndpoint)) return next();
    const sendWith = async (token: string): Promise<void> => {
      CallRecord.of(context)?.noteBearer(token);
      setHeaders(context, { Authorization: `Bearer ${token}` });
      await next();
    };
    const token = await acquireToken();
    await sendWith(token);
    if (context.response?.status !== 401) return;
    const another = await acquireToken(token);
    if (another === token) return;
    await context.response.body?.cancel();
    await sendWith(another);
  };
}
