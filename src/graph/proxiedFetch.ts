import type { Agent, buildConnector } from "undici";
import { undici } from "./libraries";
import { type NamedProxy, nodeMayProxy, proxyFor, type Variables } from "./proxy";
import { tunnel } from "./tunnel";

/** What is used of fetch, whosever it is. */
export type Fetch = (address: string, init?: RequestInit) => Promise<Response>;

/**
 * A fetch that takes the right way to the host of that address; undefined when Node's own fetch does.
 *
 * Node's own knows no proxies before Node 22.21, and later ones on demand only (NODE_USE_ENV_PROXY). It can't be given
 * an agent that does, either: Node 26 refuses that of undici 6, and Nodes before it refuse that of undici 8. So this is
 * the fetch of undici, with an agent of the same undici, which is loaded with the first request.
 */
export function proxiedFetch(address: string, environment: Variables = process.env): Fetch | undefined {
  const proxy = proxyFor(address, environment);
  if (proxy === undefined && !nodeMayProxy(address, environment)) return undefined;
  let agent: Agent | undefined;
  return async (to, init) => {
    const { Agent, buildConnector, fetch } = undici();
    agent ??= new Agent(proxy && { connect: through(proxy, buildConnector({})) });
    // @types/node has the same types from another version of undici.
    const options: object = { ...init, dispatcher: agent };
    const answer: unknown = await fetch(to, options);
    return answer as Response;
  };
}

/** Connects through the proxy, and has the connection secured as one without a proxy would be. */
function through(proxy: NamedProxy, secured: buildConnector.connector): buildConnector.connector {
  return (options, callback) => {
    tunnel(proxy, `${options.hostname}:${options.port || "443"}`).then(
      (httpSocket) => secured({ ...options, httpSocket }, callback),
      (error: Error) => callback(error, null),
    );
  };
}
