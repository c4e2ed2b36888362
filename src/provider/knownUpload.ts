import type { Upload } from "../definitions/entity";
import { isSameSecond } from "./dates";
import { isUnknown, type Plain } from "./plain";
import { stateKeys } from "./state/keys";
import { elsewhere, factsOf, readNote, type TextFacts, type TextNote, writeNote } from "./textNote";
import { fingerprint, placeOf } from "./uploadSource";

/** What arguments or a state tell of a text, without the text. */
export interface KnownUpload extends TextNote {
  /** Whether it is not the program's, but one that was found to have been uploaded elsewhere. */
  readonly elsewhere: boolean;
}

// No older token may take the last one's place when the program declares one again.
const { lastToken: uploadKey } = stateKeys;

/** What arguments or a state tell of their token; undefined when they speak of none, or it isn't known yet. */
export function knownUpload(upload: Upload, values: Plain): KnownUpload | undefined {
  const note = noteIn(upload, values);
  return note && { ...note, elsewhere: note.fingerprint === elsewhere };
}

/** The state after a write, with the last token that is known of the entity while the program declares none. */
export function withLastUpload(upload: Upload, state: Plain, before: Plain): Plain {
  const { [uploadKey]: _, ...rest } = state;
  if (knownUpload(upload, rest)) return rest;
  const last = noteIn(upload, before);
  return last === undefined ? rest : { ...rest, [uploadKey]: writeNote(last) };
}

/** Whether two values tell of the same text; of none is the same as of none. */
export function tellOfTheSame(upload: Upload, one: Plain, other: Plain): boolean {
  const [a, b] = [one, other].map((values) => knownUpload(upload, values));
  // Of two that were uploaded elsewhere nothing is known but their expiry.
  return (
    a?.fingerprint === b?.fingerprint &&
    (!a?.elsewhere || a.expires === b?.expires || isSameSecond(a.expires, b?.expires))
  );
}

function noteIn(upload: Upload, values: Plain): TextNote | undefined {
  const source = values[upload.source];
  if (typeof source === "object" && source !== null && "sha256" in source) {
    const { sha256, expires, organization } = source as Record<string, string | undefined>;
    return { fingerprint: String(sha256), expires, organization };
  }
  const text = values[upload.property];
  if (typeof text === "string" && !isUnknown(text)) return readNote(text) ?? noteOf(text);
  const last = values[uploadKey];
  return source === undefined && text === undefined && typeof last === "string" ? readNote(last) : undefined;
}

/** What is noted of a text. */
export function noteOf(text: string): TextNote {
  return { fingerprint: fingerprint(text), ...factsOf(text) };
}

/** The source with what is known of the text that was found there. */
export function noteText(source: unknown, text: string): Plain {
  const { fingerprint: sha256, ...facts } = noteOf(text);
  return { ...(placeOf(source) as Plain), sha256, ...facts };
}

/** The values in which the text is one that was uploaded elsewhere, so that every comparison shows it. */
export function noteElsewhere(upload: Upload, values: Plain, facts: TextFacts): Plain {
  if (values[upload.source] !== undefined) {
    const place = placeOf(values[upload.source]) as Plain;
    return { ...values, [upload.source]: { ...place, sha256: elsewhere, ...facts } };
  }
  const name = values[upload.property] === undefined ? uploadKey : upload.property;
  return { ...values, [name]: writeNote({ fingerprint: elsewhere, ...facts }) };
}
