import type { Agent, buildConnector } from "undici";
import { tunnel } from "./tunnel";

/** The variables of a process. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A proxy that a variable names. */
export interface NamedProxy {
  /** The variable, for messages. */
  readonly variable: string;
  /** Its value. It may hold a password, and must not appear in a message. */
  readonly address: string;
}

/**
 * The proxy that requests to the address go through: for https, the one of HTTPS_PROXY, unless NO_PROXY exempts the
 * host. What is sent over plain http stays on this machine, the bearer included, so HTTP_PROXY is not used.
 */
export function proxyFor(address: string, environment: Variables): NamedProxy | undefined {
  const url = new URL(address);
  if (url.protocol !== "https:") return undefined;
  const exempt = proxyVariable("NO_PROXY", environment)?.address ?? "";
  return isExempt(url, exempt) ? undefined : proxyVariable("HTTPS_PROXY", environment);
}

/** Whether Node's own fetch, with NODE_USE_ENV_PROXY, would send plain http to a proxy. */
export function nodeMayProxy(address: string, environment: Variables): boolean {
  return new URL(address).protocol === "http:" && proxyVariable("HTTP_PROXY", environment) !== undefined;
}

/** In upper case first, then in lower case, like @azure/identity: signing in must take the same way as the rest. */
function proxyVariable(name: string, environment: Variables): NamedProxy | undefined {
  for (const variable of [name, name.toLowerCase()]) {
    const address = environment[variable]?.trim() ?? "";
    if (address !== "") return { variable, address };
  }
  return undefined;
}

/**
 * Whether the list exempts the host. It is read as Pulumi's engine does (Go's httpproxy): a name stands for itself and
 * all below it, `*` for every host, and `name:port` for one port.
 */
function isExempt({ hostname, port }: URL, list: string): boolean {
  return list.split(/[\s,]+/).some((entry) => {
    if (entry === "*") return true;
    const [, name = entry, onlyPort] = /^(.+?)(?::(\d+))?$/.exec(entry) ?? [];
    const host = name.replace(/^\*?\./, "").toLowerCase();
    if (host === "" || (onlyPort !== undefined && onlyPort !== (port || "443"))) return false;
    return hostname === host || hostname.endsWith(`.${host}`);
  });
}

/** What is used of fetch, whosever it is. */
export type Fetch = (address: string, init?: RequestInit) => Promise<Response>;

/** What Node's fetch is made of, loaded with the first request that needs another way than Node's. */
const undici = (): typeof import("undici") => require("undici");

/**
 * A fetch that takes the right way to the host of that address; undefined when Node's own fetch does.
 *
 * Node's own supports no proxies before Node 22.21, and later ones on demand only (NODE_USE_ENV_PROXY). It can't be given
 * an agent that does, either: Node 26 refuses that of undici 6, and Nodes before it refuse that of undici 8. So this is
 * the fetch of undici, with an agent of the same undici.
 */
export function proxiedFetch(address: string, environment: Variables = process.env): Fetch | undefined {
  const proxy = proxyFor(address, environment);
  if (proxy === undefined && !nodeMayProxy(address, environment)) return undefined;
  let agent: Agent | undefined;
  return async (to, init) => {
    const { Agent, buildConnector, fetch } = undici();
    agent ??= new Agent(proxy && { connect: connectThrough(proxy, buildConnector({})) });
    // @types/node has the same types from another version of undici.
    const options: object = { ...init, dispatcher: agent };
    const answer: unknown = await fetch(to, options);
    return answer as Response;
  };
}

/** Connects through the proxy, and secures the connection as one without a proxy. */
function connectThrough(proxy: NamedProxy, secure: buildConnector.connector): buildConnector.connector {
  return (options, callback) => {
    tunnel(proxy, `${options.hostname}:${options.port || "443"}`).then(
      (httpSocket) => secure({ ...options, httpSocket }, callback),
      (error: Error) => callback(error, null),
    );
  };
}
