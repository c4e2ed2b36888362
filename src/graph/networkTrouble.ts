import { isNativeError } from "node:util/types";
import { internalError, mistakes } from "./failure";
import { isObject, textOf } from "./json";

/**
 * When a kind of trouble comes up: while connecting, before anything is sent; likewise, and again the next time, over a
 * certificate or a proxy's rules; or possibly when the request has already arrived.
 */
type Stage = "connecting" | "refused" | "under way";

interface Kind {
  readonly stage: Stage;
  /** What it means to a person, and what to do. */
  readonly meaning: string;
}

const unknownHost: Kind = {
  stage: "connecting",
  meaning: "the host name is unknown: check the address and the network",
};
const brokeOff: Kind = { stage: "under way", meaning: "the connection broke off" };
const tooSlow: Kind = { stage: "under way", meaning: "the answer did not come, or stopped in the middle" };
const unfinished: Kind = { stage: "under way", meaning: "the answer broke off in the middle" };
const untrusted: Kind = {
  stage: "refused",
  meaning: "the certificate's issuer is not trusted: name its file in NODE_EXTRA_CA_CERTS",
};

/** The code of an answer that did not come within the time that an attempt may take. */
const timedOut = "TimedOut";

/** The codes of trouble with a proxy, before there is a way through it: see tunnel.ts. */
export const proxyCodes = { unreached: "ProxyUnreached", refused: "ProxyRefused" } as const;

/** By Node's and undici's error codes (undici's documentation, "Errors"), and by those of proxies. */
const kinds: Readonly<Record<string, Kind>> = {
  ECONNREFUSED: { stage: "connecting", meaning: "the connection was refused: nothing listens at this address" },
  ENOTFOUND: unknownHost,
  EAI_AGAIN: { stage: "connecting", meaning: "the host name could not be looked up: check the network" },
  UND_ERR_CONNECT_TIMEOUT: {
    stage: "connecting",
    meaning: "connecting took too long: check the network and the firewall",
  },
  EAI_NODATA: unknownHost,
  EADDRNOTAVAIL: { stage: "connecting", meaning: "this machine has no address or port left to connect from" },
  EMFILE: { stage: "connecting", meaning: "this machine has too many files and connections open" },
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
  ETIMEDOUT: { stage: "under way", meaning: "the network did not answer in time: check it and the firewall" },
  ENETUNREACH: { stage: "under way", meaning: "the network is out of reach" },
  ENETDOWN: { stage: "under way", meaning: "the network is down" },
  EHOSTDOWN: { stage: "under way", meaning: "the host is down" },
  EHOSTUNREACH: { stage: "under way", meaning: "the host is out of reach" },
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    stage: "refused",
    meaning: "the certificate is self-signed: name its file in NODE_EXTRA_CA_CERTS",
  },
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  CERT_UNTRUSTED: untrusted,
  CERT_NOT_YET_VALID: { stage: "refused", meaning: "the certificate is not valid yet: check this machine's clock" },
  CERT_REVOKED: { stage: "refused", meaning: "the certificate was revoked" },
  CERT_HAS_EXPIRED: { stage: "refused", meaning: "the certificate has expired" },
  ERR_TLS_CERT_ALTNAME_INVALID: { stage: "refused", meaning: "the certificate belongs to another host" },
  [proxyCodes.unreached]: { stage: "connecting", meaning: "the way through the proxy did not come about" },
  [proxyCodes.refused]: { stage: "refused", meaning: "the proxy refused" },
};

/** Codes of Node's HTTP parser, of which there are many: HPE_INVALID_CONSTANT, say. */
const parserCode = /^HPE_[A-Z_]+$/;
const notHttp: Kind = { stage: "under way", meaning: "the answer is not HTTP, or was damaged on its way" };

function kindOf(code: string | undefined): Kind | undefined {
  if (code === undefined) return undefined;
  return Object.hasOwn(kinds, code) ? kinds[code] : parserCode.test(code) ? notHttp : undefined;
}

/** The code of trouble that Node gives none: an address that fetch() refuses, say. */
export const unknownTrouble = "NetworkError";

/** Whether trouble of that code tells that nothing was sent. */
export function nothingWasSent(code: string | undefined): boolean {
  const stage = kindOf(code)?.stage;
  return stage === "connecting" || stage === "refused";
}

/**
 * Whether trouble of that code may pass without anybody's doing. Codes that aren't known don't: they may come from a
 * mistake in this package, which the next attempt makes as well.
 */
export function mayPass(code: string | undefined): boolean {
  const stage = kindOf(code)?.stage;
  return stage === "connecting" || stage === "under way";
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
 * @param origin Where it was sent, for the message.
 */
export function networkTrouble(thrown: unknown, timeLimitSeconds: number, origin?: string): NetworkTrouble {
  if (thrown instanceof NetworkTrouble) return thrown;
  const name = isObject(thrown) ? textOf(thrown.name) : undefined;
  if (name === "TimeoutError" || name === "AbortError") {
    return new NetworkTrouble(timedOut, withDetails(`no answer within ${timeLimitSeconds} s`, origin));
  }
  const cause = isObject(thrown) && isObject(thrown.cause) ? thrown.cause : thrown;
  if (cause instanceof NetworkTrouble) return cause;
  const code = isObject(cause) ? textOf(cause.code) : undefined;
  if (isMistake(cause)) return new NetworkTrouble(internalError, `the request was not made (${code ?? name})`);
  if (code === undefined)
    return new NetworkTrouble(unknownTrouble, withDetails("the request could not be sent", origin));
  return new NetworkTrouble(code, withDetails(kindOf(code)?.meaning ?? "the request got no answer", code, origin));
}

/** With these fetch() says that it was kept from sending, or from reading on. It names the cause if it knows it. */
const fetchesOwn: readonly string[] = ["fetch failed", "terminated"];

/** Whether it was thrown over a mistake in a program: with the names of those, fetch() throws for other reasons, too. */
function isMistake(cause: unknown): boolean {
  return isNativeError(cause) && mistakes.includes(cause.name) && !fetchesOwn.includes(cause.message);
}

function withDetails(what: string, ...details: (string | undefined)[]): string {
  const known = details.filter((detail) => detail !== undefined);
  return known.length === 0 ? what : `${what} (${known.join(", ")})`;
}
