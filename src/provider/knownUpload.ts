import { parseVppToken } from "../apple/vppTokenFile";
import type { Upload } from "../definitions/entity";
import { isUnknown, type Plain } from "./plain";
import { fingerprint, placeOf } from "./uploadSource";

/** What a text says of itself. */
export interface TextFacts {
  /** When it expires, ISO 8601. */
  readonly expires: string | undefined;
  readonly organization: string | undefined;
}

/** What arguments or a state tell of a text, without the text. */
export interface KnownUpload extends TextFacts {
  /** Tells it apart from other texts. */
  readonly fingerprint: string;
  /** Whether it is not the program's, but one that was found to have been uploaded elsewhere. */
  readonly elsewhere: boolean;
}

/** Stands in place of a text, or of its fingerprint, that was uploaded elsewhere and so can't be known. */
const elsewhere = "uploaded elsewhere";

export function factsOf(text: string): TextFacts {
  try {
    const { expirationDateTime, organizationName } = parseVppToken(text);
    return { expires: expirationDateTime, organization: organizationName };
  } catch {
    return { expires: undefined, organization: undefined };
  }
}

/** What arguments or a state tell of their text; undefined when they speak of none, or it isn't known yet. */
export function knownUpload(upload: Upload, values: Plain): KnownUpload | undefined {
  const source = values[upload.source];
  if (typeof source === "object" && source !== null && "sha256" in source) {
    const { sha256, expires, organization } = source as Record<string, string | undefined>;
    return { fingerprint: String(sha256), expires, organization, elsewhere: sha256 === elsewhere };
  }
  const text = values[upload.property];
  if (typeof text !== "string" || isUnknown(text)) return undefined;
  const facts = factsOf(text);
  return { fingerprint: fingerprint(text), ...facts, elsewhere: text === textInPlaceOf(facts) };
}

/** The source with what is known of the text that was found there. */
export function noteText(source: unknown, text: string): Plain {
  return { ...(placeOf(source) as Plain), sha256: fingerprint(text), ...factsOf(text) };
}

/** The values in which the text is one that was uploaded elsewhere, so that every comparison shows it. */
export function noteElsewhere(upload: Upload, values: Plain, facts: TextFacts): Plain {
  if (values[upload.source] !== undefined) {
    const place = placeOf(values[upload.source]) as Plain;
    return { ...values, [upload.source]: { ...place, sha256: elsewhere, ...facts } };
  }
  return { ...values, [upload.property]: textInPlaceOf(facts) };
}

/** A text in the form of the real ones, so that what reads those reads this too; the same for the same facts. */
function textInPlaceOf({ expires, organization }: TextFacts): string {
  const expDate = Number.isNaN(Date.parse(expires ?? "")) ? undefined : new Date(expires ?? "").toISOString();
  const content = { token: elsewhere, expDate, orgName: organization };
  return Buffer.from(JSON.stringify(content)).toString("base64");
}
