import { isObject, textOf } from "./json";

/** What Node's error codes mean to a person, and what to do. */
const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused: nothing listens at this address",
  ECONNRESET: "the connection broke off",
  EPIPE: "the connection broke off",
  UND_ERR_SOCKET: "the connection broke off",
  ENOTFOUND: "the host name is unknown: check the address and the network",
  EAI_AGAIN: "the host name could not be looked up: check the network",
  ENETUNREACH: "the network is out of reach",
  EHOSTUNREACH: "the host is out of reach",
  ETIMEDOUT: "connecting took too long: check the network and the firewall",
  UND_ERR_CONNECT_TIMEOUT: "connecting took too long: check the network and the firewall",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the certificate is self-signed: name its file in NODE_EXTRA_CA_CERTS",
  SELF_SIGNED_CERT_IN_CHAIN: "the certificate's issuer is not trusted: name its file in NODE_EXTRA_CA_CERTS",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the certificate's issuer is not trusted: name its file in NODE_EXTRA_CA_CERTS",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "the certificate's issuer is not trusted: name its file in NODE_EXTRA_CA_CERTS",
  CERT_HAS_EXPIRED: "the certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "the certificate belongs to another host",
};

/**
 * Those that come up before anything is sent. ETIMEDOUT and the unreachable ones are not among them, because they can
 * also end a connection on which a request is under way.
 */
const whileConnecting: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "CERT_HAS_EXPIRED",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** Whether trouble of that code tells that nothing was sent. */
export function failsWhileConnecting(code: string | undefined): boolean {
  return code !== undefined && whileConnecting.has(code);
}

/** A request that got no answer. `name` is the code: the Graph library keeps nothing else of an error. */
export class NetworkTrouble extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * What kept a request from being answered. Nothing of the original is passed on but its code, since fetch() puts
 * header values into some of its messages.
 */
export function networkTrouble(thrown: unknown, timeLimitSeconds: number): NetworkTrouble {
  if (thrown instanceof NetworkTrouble) return thrown;
  const name = isObject(thrown) ? textOf(thrown.name) : undefined;
  if (name === "TimeoutError" || name === "AbortError") {
    return new NetworkTrouble("TimedOut", `no answer within ${timeLimitSeconds} s`);
  }
  const cause = isObject(thrown) && isObject(thrown.cause) ? thrown.cause : thrown;
  const code = isObject(cause) ? textOf(cause.code) : undefined;
  if (code === undefined) return new NetworkTrouble("NetworkError", "the request could not be sent");
  return new NetworkTrouble(code, `${meanings[code] ?? "the request could not be sent"} (${code})`);
}
