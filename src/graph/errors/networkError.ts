import { isNativeError } from "node:util/types";
import { isObject, textOf } from "../../json";

/** When a fault occurs. */
type Stage =
  /** While connecting, before anything is sent. */
  | "connecting"
  /** Before anything is sent, and again the next time: a certificate, or a proxy's rules. */
  | "refused"
  /** Possibly after the request has arrived. */
  | "under way";

interface Kind {
  readonly stage: Stage;
  /** What happened and what to do, for a message. */
  readonly canonicalValue: string;
}

const unknownHost: Kind = {
  stage: "connecting",
  canonicalValue: "the host name is unknown; check the address and the network",
};
const brokeOff: Kind = { stage: "under way", canonicalValue: "the connection broke off" };
const tooSlow: Kind = { stage: "under way", canonicalValue: "the answer did not come, or stopped in the middle" };
const unfinished: Kind = { stage: "under way", canonicalValue: "the answer broke off in the middle" };
const untrusted: Kind = {
  stage: "refused",
  canonicalValue: "the certificate's issuer is not trusted; set NODE_EXTRA_CA_CERTS to the issuer's certificate file",
};
const badCertificate: Kind = { stage: "refused", canonicalValue: "the certificate can't be used" };

/** The code of an answer that did not come within the time that an attempt may take. */
const timedOut = "TimedOut";

/** The codes of faults with a proxy: see tunnel.ts. */
export const proxyErrorCodes = { unreached: "ProxyUnreached", refused: "ProxyRefused" } as const;

/** By Node's and undici's error codes (undici's documentation, "Errors"), and by those of proxies. */
const kinds: Readonly<Record<string, Kind>> = {
  ECONNREFUSED: {
    stage: "connecting",
    canonicalValue: "the connection was refused; no service listens at this address",
  },
  ENOTFOUND: unknownHost,
  EAI_AGAIN: { stage: "connecting", canonicalValue: "the host name could not be looked up; check the network" },
  UND_ERR_CONNECT_TIMEOUT: {
    stage: "connecting",
    canonicalValue: "connecting timed out; check the network and the firewall",
  },
  EAI_NODATA: unknownHost,
  EADDRNOTAVAIL: { stage: "connecting", canonicalValue: "this machine has no address or port left to connect from" },
  EMFILE: { stage: "connecting", canonicalValue: "this machine has too many files and connections open" },
  ECONNRESET: brokeOff,
  ECONNABORTED: brokeOff,
  ENETRESET: brokeOff,
  EPIPE: brokeOff,
  ERR_STREAM_PREMATURE_CLOSE: brokeOff,
  UND_ERR_SOCKET: brokeOff,
  UND_ERR_HEADERS_TIMEOUT: tooSlow,
  UND_ERR_BODY_TIMEOUT: tooSlow,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: unfinished,
  [timedOut]: tooSlow,
  // These can also end a connection on which a request is under way.
  ETIMEDOUT: {
    stage: "under way",
    canonicalValue: "the network did not answer in time; check the network and the firewall",
  },
  ENETUNREACH: { stage: "under way", canonicalValue: "the network is out of reach" },
  ENETDOWN: { stage: "under way", canonicalValue: "the network is down" },
  EHOSTDOWN: { stage: "under way", canonicalValue: "the host is down" },
  EHOSTUNREACH: { stage: "under way", canonicalValue: "the host is out of reach" },
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    stage: "refused",
    canonicalValue: "the certificate is self-signed; set NODE_EXTRA_CA_CERTS to its file",
  },
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  CERT_UNTRUSTED: untrusted,
  CERT_REJECTED: badCertificate,
  CERT_SIGNATURE_FAILURE: badCertificate,
  CERT_CHAIN_TOO_LONG: badCertificate,
  INVALID_CA: badCertificate,
  INVALID_PURPOSE: badCertificate,
  PATH_LENGTH_EXCEEDED: badCertificate,
  HOSTNAME_MISMATCH: badCertificate,
  CERT_NOT_YET_VALID: {
    stage: "refused",
    canonicalValue: "the certificate is not valid yet; check this machine's clock",
  },
  CERT_REVOKED: { stage: "refused", canonicalValue: "the certificate was revoked" },
  CERT_HAS_EXPIRED: { stage: "refused", canonicalValue: "the certificate has expired" },
  ERR_TLS_CERT_ALTNAME_INVALID: { stage: "refused", canonicalValue: "the certificate belongs to another host" },
  [proxyErrorCodes.unreached]: { stage: "connecting", canonicalValue: "the proxy did not connect" },
  [proxyErrorCodes.refused]: { stage: "refused", canonicalValue: "the proxy refused" },
};

/** Codes of Node's HTTP parser, of which there are many: HPE_INVALID_CONSTANT, say. */
const parserCode = /^HPE_[A-Z_]+$/;
const notHttp: Kind = { stage: "under way", canonicalValue: "the answer is not HTTP, or was damaged on its way" };

function kindOf(code: string | undefined): Kind | undefined {
  if (code === undefined) return undefined;
  return Object.hasOwn(kinds, code) ? kinds[code] : parserCode.test(code) ? notHttp : undefined;
}

/** Codes of the system, undici and TLS that are not listed: faults of the network of which no more is known. */
const families: readonly RegExp[] = [
  /^E[A-Z0-9]+$/,
  /^UND_ERR_(?!INVALID_|NOT_SUPPORTED$|ARGS$)[A-Z_]+$/,
  /^ERR_(SSL|TLS)_/,
];

/** The code of a fetch that failed for a reason without one, such as a port that fetch() refuses. */
export const unknownCause = "NetworkError";

/** Whether a fault with that code proves that nothing was sent. */
export function nothingWasSent(code: string | undefined): boolean {
  const stage = kindOf(code)?.stage;
  return stage === "connecting" || stage === "refused";
}

/** Whether another attempt may succeed after a fault with that code. Only listed codes are transient. */
export function isTransient(code: string | undefined): boolean {
  const stage = kindOf(code)?.stage;
  return stage === "connecting" || stage === "under way";
}

/** A request that got no answer. */
export class NetworkError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The network fault that was thrown; undefined for anything else, which is a defect. Only the code of the original is
 * passed on, since fetch() puts header values into some of its messages.
 * @param origin Where the request was sent, for the message.
 */
export function toNetworkError(thrown: unknown, timeoutMs: number, origin?: string): NetworkError | undefined {
  if (thrown instanceof NetworkError) return thrown;
  if (isTimeUp(thrown)) {
    return new NetworkError(timedOut, withDetails(`no answer within ${timeoutMs / 1000} s`, origin));
  }
  // fetch() wraps its cause. A TypeError without one is about its arguments.
  const cause = isFetchFailure(thrown) ? thrown.cause : thrown;
  if (cause instanceof NetworkError) return cause;
  if (isMistake(cause)) return undefined;
  const code = isObject(cause) ? textOf(cause.code) : undefined;
  if (code === undefined) {
    return cause === thrown
      ? undefined
      : new NetworkError(unknownCause, withDetails("the request could not be sent", origin));
  }
  const kind = kindOf(code);
  if (kind === undefined && !families.some((family) => family.test(code))) return undefined;
  return new NetworkError(code, withDetails(kind?.canonicalValue ?? "the request got no answer", code, origin));
}

/** Only our own time limits abort a request. */
function isTimeUp(thrown: unknown): boolean {
  return isObject(thrown) && (thrown.name === "TimeoutError" || thrown.name === "AbortError");
}

function isFetchFailure(thrown: unknown): thrown is TypeError & { readonly cause: Error } {
  // By name, since errors of another realm (a sandbox) are of other classes.
  return isNativeError(thrown) && thrown.name === "TypeError" && isNativeError(thrown.cause);
}

/** What JavaScript throws for a mistake in a program. */
const mistakes: readonly string[] = ["TypeError", "RangeError", "ReferenceError", "SyntaxError", "URIError"];

function isMistake(cause: unknown): boolean {
  return isNativeError(cause) && mistakes.includes(cause.name);
}

function withDetails(what: string, ...details: (string | undefined)[]): string {
  const known = details.filter((detail) => detail !== undefined);
  return known.length === 0 ? what : `${what} (${known.join(", ")})`;
}
