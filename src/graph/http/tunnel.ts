import { request as requestOverHttp } from "node:http";
import { request as requestOverHttps } from "node:https";
import type { Socket } from "node:net";
import { isTransient, NetworkError, proxyErrorCodes, toNetworkError } from "../errors/networkError";
import { retryLimits } from "../retry/limits";
import type { NamedProxy } from "./proxy";

const { timeoutMs } = retryLimits.proxyConnect;

/** What the CONNECT request is made of. */
interface ProxyAddress {
  readonly overTls: boolean;
  readonly host: string;
  readonly port: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A connection through the proxy to the host, `name:port`, that is still in the clear.
 *
 * Own code because the ProxyAgent of undici 6 and 7 asks a proxy that hangs up anew for ever, thousands of times a
 * second and after the request was given up, and tells what a proxy answered in the words of a message only.
 * @throws NetworkError that names the variable to check, and nothing of its value
 */
export async function tunnel(proxy: NamedProxy, host: string): Promise<Socket> {
  const address = parseProxyAddress(proxy);
  return new Promise((resolve, reject) => {
    const request = (address.overTls ? requestOverHttps : requestOverHttp)({
      method: "CONNECT",
      path: host,
      host: address.host,
      port: address.port,
      headers: { Host: host, ...address.headers },
      // Node's shared agent may itself go by the variables of proxies.
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
    });
    request.once("connect", ({ statusCode = 0 }, socket: Socket) => {
      if (statusCode >= 200 && statusCode < 300) return resolve(socket);
      socket.destroy();
      reject(refusal(proxy, host, statusCode));
    });
    request.once("error", (error) => reject(unreached(proxy, error)));
    request.end();
  });
}

function parseProxyAddress({ variable, address }: NamedProxy): ProxyAddress {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const user = url && decoded(`${url.username}:${url.password}`);
  if (url === undefined || !/^https?:$/.test(url.protocol) || user === undefined) {
    const looks = "http://proxy.example:8080 or http://user:password@proxy.example:8080";
    const signs = "with signs such as @, / and % in the password written %40, %2F and %25";
    throw new NetworkError(
      proxyErrorCodes.refused,
      `${variable} is not the address of a proxy. It looks like ${looks}, ${signs}`,
    );
  }
  const overTls = url.protocol === "https:";
  return {
    overTls,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port || (overTls ? "443" : "80"),
    headers: user === ":" ? {} : { "Proxy-Authorization": `Basic ${Buffer.from(user).toString("base64")}` },
  };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The proxy answered, and not with a way to the host. */
function refusal({ variable }: NamedProxy, host: string, status: number): NetworkError {
  if (status === 407) {
    const what = "the proxy asks for a user and a password, or does not take those that it was given";
    return new NetworkError(proxyErrorCodes.refused, `${what} (407): check ${variable}`);
  }
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
    const what = `the proxy lets nothing through to ${host}`;
    return new NetworkError(
      proxyErrorCodes.refused,
      `${what} (${status}): have it allowed there, or check ${variable}`,
    );
  }
  const what = `the proxy did not get through to ${host}`;
  return new NetworkError(proxyErrorCodes.unreached, `${what} (${status}): check it and ${variable}`);
}

/** The proxy didn't answer. Whatever its trouble: nothing was sent to the host. */
function unreached({ variable }: NamedProxy, error: Error): Error {
  const networkError = toNetworkError(error, timeoutMs);
  if (networkError === undefined) return error;
  const { code: reason, message } = networkError;
  const code = isTransient(reason) ? proxyErrorCodes.unreached : proxyErrorCodes.refused;
  return new NetworkError(code, `the proxy was not reached, check ${variable}: ${message}`);
}
