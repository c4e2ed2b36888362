import { fingerprint, sourceOf } from "../../apple/tokenSource";
import { parseVppToken } from "../../apple/vppTokenFile";
import type { Upload } from "../../definitions/entity";
import { isSameSecond } from "../dates";
import { isUnknown, type PropertyMap } from "../propertyMap";
import { stateKeys } from "../state/keys";

/** What arguments or a state tell of a text, without the text. */
export interface StoredToken extends TokenFingerprint {
  /** Whether it is not the program's, but one that was found to have been uploaded elsewhere. */
  readonly elsewhere: boolean;
}

// No older token may take the last one's place when the program declares one again.
const { lastToken: uploadKey } = stateKeys;

/** What arguments or a state tell of their token; undefined when they speak of none, or it isn't known yet. */
export function storedToken(upload: Upload, values: PropertyMap): StoredToken | undefined {
  const note = noteIn(upload, values);
  return note && { ...note, elsewhere: note.fingerprint === elsewhere };
}

/** The state after a write, with the last token that is known of the entity while the program declares none. */
export function withLastUpload(upload: Upload, state: PropertyMap, oldState: PropertyMap): PropertyMap {
  const { [uploadKey]: _, ...rest } = state;
  if (storedToken(upload, rest)) return rest;
  const last = noteIn(upload, oldState);
  return last === undefined ? rest : { ...rest, [uploadKey]: encodeFingerprint(last) };
}

/** Whether two values tell of the same text; of none is the same as of none. */
export function isSameToken(upload: Upload, one: PropertyMap, other: PropertyMap): boolean {
  const [a, b] = [one, other].map((values) => storedToken(upload, values));
  // Of two that were uploaded elsewhere nothing is known but their expiry.
  return (
    a?.fingerprint === b?.fingerprint &&
    (!a?.elsewhere || a.expires === b?.expires || isSameSecond(a.expires, b?.expires))
  );
}

function noteIn(upload: Upload, values: PropertyMap): TokenFingerprint | undefined {
  const source = values[upload.source];
  if (typeof source === "object" && source !== null && "sha256" in source) {
    const { sha256, expires, organization } = source as Record<string, string | undefined>;
    return { fingerprint: String(sha256), expires, organization };
  }
  const text = values[upload.property];
  if (typeof text === "string" && !isUnknown(text)) return decodeFingerprint(text) ?? fingerprintOf(text);
  const last = values[uploadKey];
  return source === undefined && text === undefined && typeof last === "string" ? decodeFingerprint(last) : undefined;
}

/** What is noted of a text. */
export function fingerprintOf(text: string): TokenFingerprint {
  return { fingerprint: fingerprint(text), ...tokenFactsOf(text) };
}

/** The source with what is known of the text that was found there. */
export function sourceWithFingerprint(source: unknown, text: string): PropertyMap {
  const { fingerprint: sha256, ...facts } = fingerprintOf(text);
  return { ...(sourceOf(source) as PropertyMap), sha256, ...facts };
}

/** The values in which the text is one that was uploaded elsewhere, so that every comparison shows it. */
export function withExternalUpload(upload: Upload, values: PropertyMap, facts: TokenFacts): PropertyMap {
  if (values[upload.source] !== undefined) {
    const place = sourceOf(values[upload.source]) as PropertyMap;
    return { ...values, [upload.source]: { ...place, sha256: elsewhere, ...facts } };
  }
  const name = values[upload.property] === undefined ? uploadKey : upload.property;
  return { ...values, [name]: encodeFingerprint({ fingerprint: elsewhere, ...facts }) };
}

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
