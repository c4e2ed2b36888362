import { parseVppToken } from "../apple/vppTokenFile";

/** What a text says of itself. */
export interface TokenFacts {
  /** When it expires, ISO 8601. */
  readonly expires: string | undefined;
  readonly organization: string | undefined;
}

/** What stands for a text wherever the engine could keep it: who it is, and what it says of itself. */
export interface TokenFingerprint extends TokenFacts {
  /** The SHA-256 of the text, or that it was uploaded elsewhere and so can't be known. */
  readonly fingerprint: string;
}

/** Stands in place of a fingerprint. */
export const elsewhere = "uploaded elsewhere";

export function tokenFactsOf(text: string): TokenFacts {
  try {
    const { expirationDateTime, organizationName } = parseVppToken(text);
    return { expires: expirationDateTime, organization: organizationName };
  } catch {
    return { expires: undefined, organization: undefined };
  }
}

/**
 * A note as one short text, which takes the secret's place in the arguments and in the state. It must stay short (it is
 * in every state twice), and can't be taken for a text: those are Base64, which has no spaces and no hyphens.
 */
export function encodeFingerprint({ fingerprint, expires, organization }: TokenFingerprint): string {
  const mark = fingerprint === elsewhere ? "elsewhere" : Buffer.from(fingerprint, "hex").toString("base64url");
  const facts = [expires && toTheSecond(expires), organization];
  return [`sha256-${mark}`, ...facts.filter((fact) => fact !== undefined)].join(" ");
}

/** What such a text notes; undefined when it is none. Notes that a released version wrote stay in states for good. */
export function decodeFingerprint(text: string): TokenFingerprint | undefined {
  const [found, mark = "", expires, organization] =
    /^sha256-(elsewhere|[\w-]{43})(?: (\S+))?(?: (.*))?$/s.exec(text) ?? [];
  if (found === undefined) return undefined;
  const fingerprint = mark === "elsewhere" ? elsewhere : Buffer.from(mark, "base64url").toString("hex");
  return { fingerprint, expires, organization };
}

/** Apple's dates are whole seconds. */
function toTheSecond(date: string): string {
  return date.replace(/\.0+Z$/, "Z");
}
