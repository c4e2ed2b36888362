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
 * Connects through the proxy to the host, `name:port`. The connection is still unencrypted.
 *
 * Own code because the ProxyAgent of undici 6 and 7 retries a proxy that hangs up without end, thousands of times a
 * second and after the request was aborted, and reports what a proxy answered in its message only.
 * @throws NetworkError that names the variable to check, without its value
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
      // Node's shared agent may use the proxy variables itself.
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
    const example = "http://proxy.example:8080 or http://user:password@proxy.example:8080";
    const encoding = "Write characters such as @, / and % in the password as %40, %2F and %25";
    throw new NetworkError(
      proxyErrorCodes.refused,
      `${variable} is not the address of a proxy. It looks like ${example}. ${encoding}`,
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

/** The proxy answered, and did not connect. */
function refusal({ variable }: NamedProxy, host: string, status: number): NetworkError {
  if (status === 407) {
    const what = "the proxy requires a user and a password, or rejected the given ones";
    return new NetworkError(proxyErrorCodes.refused, `${what} (407). Check ${variable}`);
  }
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
    const what = `the proxy blocks ${host}`;
    return new NetworkError(proxyErrorCodes.refused, `${what} (${status}). Allow it there, or check ${variable}`);
  }
  const what = `the proxy could not connect to ${host}`;
  return new NetworkError(proxyErrorCodes.unreached, `${what} (${status}). Check the proxy and ${variable}`);
}

/** The proxy didn't answer, so nothing was sent to the host. */
function unreached({ variable }: NamedProxy, error: Error): Error {
  const networkError = toNetworkError(error, timeoutMs);
  if (networkError === undefined) return error;
  const { code: reason, message } = networkError;
  const code = isTransient(reason) ? proxyErrorCodes.unreached : proxyErrorCodes.refused;
  return new NetworkError(code, `the proxy could not be reached: ${message}. Check ${variable}`);
}
