import { fingerprint, sourceOf } from "../../apple/tokenSource";
import { parseVppToken } from "../../apple/vppTokenFile";
import type { Upload } from "../../definitions/entity";
import { isSameSecond } from "../dates";
import { isUnknown, type PropertyMap } from "../propertyMap";
import { stateKeys } from "../state/keys";

/** What a token file says of its token. */
export interface TokenFacts {
  /** When it expires, ISO 8601. */
  readonly expires: string | undefined;
  readonly organization: string | undefined;
}

/** A token that a program declared. */
export interface TokenFingerprint extends TokenFacts {
  readonly kind: "declared";
  /** The SHA-256 of the token file's content without white space, hexadecimal. */
  readonly fingerprint: string;
}

/** A token that was uploaded outside this stack. Intune shows its expiry, and never its content. */
export interface ExternalToken extends TokenFacts {
  readonly kind: "external";
}

/** What inputs or a state hold of a token, without its content. */
export type StoredToken = TokenFingerprint | ExternalToken;

// Kept so that an older token can't replace the last one when the program declares a token again.
const { lastToken: uploadKey } = stateKeys;

/** The token of inputs or of a state; undefined when they have none, or its value isn't known yet. */
export function storedToken(upload: Upload, values: PropertyMap): StoredToken | undefined {
  const source = values[upload.source];
  if (typeof source === "object" && source !== null && "sha256" in source) {
    const { sha256, expires, organization } = source as Record<string, string | undefined>;
    const facts = { expires, organization };
    return sha256 === externalSha256
      ? { kind: "external", ...facts }
      : { kind: "declared", fingerprint: String(sha256), ...facts };
  }
  const value = values[upload.property];
  if (typeof value === "string" && !isUnknown(value)) return decodeToken(value) ?? fingerprintOf(value);
  const last = values[uploadKey];
  return source === undefined && value === undefined && typeof last === "string" ? decodeToken(last) : undefined;
}

/** The fingerprint of a token; undefined for none, and for an external one. */
export function fingerprintIn(token: StoredToken | undefined): string | undefined {
  return token?.kind === "declared" ? token.fingerprint : undefined;
}

/** Whether two tokens can't be told apart by their content: two absent ones can't, nor two external ones. */
export function hasSameFingerprint(one: StoredToken | undefined, other: StoredToken | undefined): boolean {
  return one?.kind === other?.kind && fingerprintIn(one) === fingerprintIn(other);
}

/** The state after a write, with the last token that is known of the entity while the program declares none. */
export function withLastUpload(upload: Upload, state: PropertyMap, oldState: PropertyMap): PropertyMap {
  const { [uploadKey]: _, ...rest } = state;
  if (storedToken(upload, rest)) return rest;
  const last = storedToken(upload, oldState);
  return last === undefined ? rest : { ...rest, [uploadKey]: encodeToken(last) };
}

/** Whether two sets of inputs, or two states, have the same token. Two absent tokens are equal. */
export function isSameToken(upload: Upload, one: PropertyMap, other: PropertyMap): boolean {
  const [a, b] = [one, other].map((values) => storedToken(upload, values));
  if (!hasSameFingerprint(a, b)) return false;
  // Two external ones differ by their expiry alone.
  return a?.kind !== "external" || a.expires === b?.expires || isSameSecond(a.expires, b?.expires);
}

/** What is stored of the content of a token file. */
export function fingerprintOf(content: string): TokenFingerprint {
  return { kind: "declared", fingerprint: fingerprint(content), ...tokenFactsOf(content) };
}

/** The source with what is stored of the content that was found there. */
export function sourceWithFingerprint(source: unknown, content: string): PropertyMap {
  return { ...(sourceOf(source) as PropertyMap), sha256: fingerprint(content), ...tokenFactsOf(content) };
}

/** The values with an external token in place of their own, so that every comparison shows it. */
export function withExternalUpload(
  upload: Upload,
  values: PropertyMap,
  { expires, organization }: TokenFacts,
): PropertyMap {
  if (values[upload.source] !== undefined) {
    const source = sourceOf(values[upload.source]) as PropertyMap;
    return { ...values, [upload.source]: { ...source, sha256: externalSha256, expires, organization } };
  }
  const name = values[upload.property] === undefined ? uploadKey : upload.property;
  return { ...values, [name]: encodeToken({ kind: "external", expires, organization }) };
}

/** Stands for the SHA-256 of an external token in a stored source. */
const externalSha256 = "uploaded elsewhere";

/** Stands for the digest of an external token in an encoded one. */
const externalDigest = "elsewhere";

/** What a token file says of its token. Both are undefined where the content isn't a token file. */
export function tokenFactsOf(content: string): TokenFacts {
  try {
    const { expirationDateTime, organizationName } = parseVppToken(content);
    return { expires: expirationDateTime, organization: organizationName };
  } catch {
    return { expires: undefined, organization: undefined };
  }
}

/**
 * Encodes a token as one short string, which replaces the secret in the inputs and in the state. It must stay short (it is
 * in every state twice), and can't be taken for a token file: that is Base64, which has no spaces and no hyphens.
 */
export function encodeToken(token: StoredToken): string {
  const digest =
    token.kind === "external" ? externalDigest : Buffer.from(token.fingerprint, "hex").toString("base64url");
  const facts = [token.expires && toTheSecond(token.expires), token.organization];
  return [`sha256-${digest}`, ...facts.filter((fact) => fact !== undefined)].join(" ");
}

/** Decodes such a string; undefined for any other one. What a released version wrote stays in states for good. */
export function decodeToken(value: string): StoredToken | undefined {
  const [found, digest = "", expires, organization] =
    /^sha256-(elsewhere|[\w-]{43})(?: (\S+))?(?: (.*))?$/s.exec(value) ?? [];
  if (found === undefined) return undefined;
  if (digest === externalDigest) return { kind: "external", expires, organization };
  return { kind: "declared", fingerprint: Buffer.from(digest, "base64url").toString("hex"), expires, organization };
}

/** Apple's dates are whole seconds. */
function toTheSecond(date: string): string {
  return date.replace(/\.0+Z$/, "Z");
}
