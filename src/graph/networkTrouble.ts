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

const brokeOff: Kind = { stage: "under way", meaning: "the connection broke off" };
const tooSlow: Kind = { stage: "under way", meaning: "the answer did not come, or stopped in the middle" };
const unfinished: Kind = { stage: "under way", meaning: "the answer broke off in the middle" };
const untrusted: Kind = {
  stage: "refused",
  meaning: "the certificate's issuer is not trusted: name its file in NODE_EXTRA_CA_CERTS",
};

/** The codes of trouble with a proxy, before there is a way through it: see tunnel.ts. */
export const proxyCodes = { unreached: "ProxyUnreached", refused: "ProxyRefused" } as const;

/** By Node's and undici's error codes (undici's documentation, "Errors"), and by those of proxies. */
const kinds: Readonly<Record<string, Kind>> = {
  ECONNREFUSED: { stage: "connecting", meaning: "the connection was refused: nothing listens at this address" },
  ENOTFOUND: { stage: "connecting", meaning: "the host name is unknown: check the address and the network" },
  EAI_AGAIN: { stage: "connecting", meaning: "the host name could not be looked up: check the network" },
  UND_ERR_CONNECT_TIMEOUT: {
    stage: "connecting",
    meaning: "connecting took too long: check the network and the firewall",
  },
  ECONNRESET: brokeOff,
  EPIPE: brokeOff,
  UND_ERR_SOCKET: brokeOff,
  UND_ERR_HEADERS_TIMEOUT: tooSlow,
  UND_ERR_BODY_TIMEOUT: tooSlow,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: unfinished,
  // These three can also end a connection on which a request is under way.
  ETIMEDOUT: { stage: "under way", meaning: "the network did not answer in time: check it and the firewall" },
  ENETUNREACH: { stage: "under way", meaning: "the network is out of reach" },
  EHOSTUNREACH: { stage: "under way", meaning: "the host is out of reach" },
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    stage: "refused",
    meaning: "the certificate is self-signed: name its file in NODE_EXTRA_CA_CERTS",
  },
  CERT_HAS_EXPIRED: { stage: "refused", meaning: "the certificate has expired" },
  ERR_TLS_CERT_ALTNAME_INVALID: { stage: "refused", meaning: "the certificate belongs to another host" },
  [proxyCodes.unreached]: { stage: "connecting", meaning: "the way through the proxy did not come about" },
  [proxyCodes.refused]: { stage: "refused", meaning: "the proxy refused" },
};

const kindOf = (code: string | undefined): Kind | undefined =>
  code !== undefined && Object.hasOwn(kinds, code) ? kinds[code] : undefined;

/** The code of trouble that Node gives none: an address that fetch() refuses, say. */
export const unknownTrouble = "NetworkError";

/** Whether trouble of that code tells that nothing was sent. */
export function nothingWasSent(code: string | undefined): boolean {
  const stage = kindOf(code)?.stage;
  return stage === "connecting" || stage === "refused";
}

/** Whether trouble of that code may pass by itself. Codes that aren't known may. */
export function mayPass(code: string | undefined): boolean {
  return code !== undefined && code !== unknownTrouble && kindOf(code)?.stage !== "refused";
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
    return new NetworkTrouble("TimedOut", withDetails(`no answer within ${timeLimitSeconds} s`, origin));
  }
  const cause = isObject(thrown) && isObject(thrown.cause) ? thrown.cause : thrown;
  if (cause instanceof NetworkTrouble) return cause;
  const code = isObject(cause) ? textOf(cause.code) : undefined;
  if (code === undefined)
    return new NetworkTrouble(unknownTrouble, withDetails("the request could not be sent", origin));
  return new NetworkTrouble(code, withDetails(kindOf(code)?.meaning ?? "the request got no answer", code, origin));
}

function withDetails(what: string, ...details: (string | undefined)[]): string {
  const known = details.filter((detail) => detail !== undefined);
  return known.length === 0 ? what : `${what} (${known.join(", ")})`;
}
