/** The variables of a process. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A proxy, as a variable names it. */
export interface NamedProxy {
  /** The variable, for messages. */
  readonly variable: string;
  /** Its value. It may hold a password, and is for no message. */
  readonly address: string;
}

/**
 * The proxy that requests to the address go through: for https, the one of HTTPS_PROXY, unless NO_PROXY exempts the
 * host. What is sent over plain http stays on this machine, bearer and all, so no HTTP_PROXY ever gets to see it.
 */
export function proxyFor(address: string, environment: Variables): NamedProxy | undefined {
  const url = new URL(address);
  if (url.protocol !== "https:") return undefined;
  const exempt = named("NO_PROXY", environment)?.address ?? "";
  return isExempt(url, exempt) ? undefined : named("HTTPS_PROXY", environment);
}

/** Whether Node's own fetch, told to go by these variables (NODE_USE_ENV_PROXY), would send plain http to a proxy. */
export function nodeMayProxy(address: string, environment: Variables): boolean {
  return new URL(address).protocol === "http:" && named("HTTP_PROXY", environment) !== undefined;
}

/** In capitals or not, the capitals first, as @azure/identity does: signing in is to take the same way as the rest. */
function named(name: string, environment: Variables): NamedProxy | undefined {
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
