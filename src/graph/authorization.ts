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

/** Adds the bearer token. (The library's own handler knows Microsoft's hosts and https only, so no emulator.) */
export function authorization(graphEndpoint: string, bearer: () => Promise<string>): Step {
  return async (context, next) => {
    if (mayCarryBearer(urlOf(context), graphEndpoint)) {
      setHeaders(context, { Authorization: `Bearer ${await bearer()}` });
    }
    await next();
  };
}
