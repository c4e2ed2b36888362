import { parseVppToken } from "../../apple/vppTokenFile";
import type { EntityDefinition, Upload } from "../../definitions/entity";
import type { CheckFailure } from "../handler";
import { isUnknown, type PropertyMap } from "../propertyMap";
import {
  encodeToken,
  fingerprintIn,
  fingerprintOf,
  type StoredToken,
  sourceWithFingerprint,
  storedToken,
} from "../upload/storedToken";
import { fingerprint, isSource, type ReadSource, sourceOf } from "../upload/tokenSource";

/**
 * Validates the text that would be uploaded in itself, and notes in its place, or beside its source, what is known of it. A text
 * that was uploaded before is not looked at again: neither a token that expired since nor a file that is gone may hold
 * up the stack.
 */
export function checkUpload(
  { upload }: EntityDefinition,
  inputs: PropertyMap,
  oldInputs: PropertyMap | undefined,
  now: Date,
  read: ReadSource,
): { inputs: PropertyMap; failures: CheckFailure[] } {
  const nothing = { inputs, failures: [] };
  const { property, source } = upload;
  const known = oldInputs && storedToken(upload, oldInputs);
  if (inputs[property] !== undefined && inputs[source] !== undefined) {
    return {
      inputs,
      failures: [{ property, reason: `can't be declared together with ${source}: remove one of them` }],
    };
  }
  const place = inputs[source];
  if (place === undefined) {
    const text = inputs[property];
    // Where a program ignores changes of it, the engine hands in what was noted of the last one.
    if (typeof text !== "string" || isUnknown(text) || text === oldInputs?.[property]) return nothing;
    // The same text keeps the form in which it is remembered: to the engine, another form would be a change.
    const remembered = fingerprintIn(known) === fingerprint(text) ? oldInputs?.[property] : undefined;
    const noted = { ...inputs, [property]: remembered ?? encodeToken(fingerprintOf(text)) };
    return { inputs: noted, failures: failuresOf(property, unusableStates(upload, text, inputs, known, now)) };
  }
  if (!isSource(place) || isUnknown(place)) return nothing;
  try {
    const text = read(place);
    const noted = { ...inputs, [source]: sourceWithFingerprint(place, text) };
    return { inputs: noted, failures: failuresOf(source, unusableStates(upload, text, inputs, known, now)) };
  } catch (error) {
    const asBefore = oldInputs && JSON.stringify(sourceOf(oldInputs[source])) === JSON.stringify(place);
    if (asBefore) return { inputs: { ...inputs, [source]: oldInputs[source] }, failures: [] };
    return { inputs, failures: failuresOf(source, missing("file" in place, error)) };
  }
}

function failuresOf(property: string, reason: string | undefined): CheckFailure[] {
  return reason === undefined ? [] : [{ property, reason }];
}

/** Neither the path nor the variable's name is told: somebody will put the token itself there. */
function missing(isFile: boolean, error: unknown): string {
  const { code = "unreadable", folder } = error as { code?: string; folder?: string };
  const where = folder === undefined ? "" : `, ${folder}`;
  return isFile
    ? `names a file that can't be read (${code}). Put the token file there; a path is relative to the program's folder${where}`
    : "names an environment variable that isn't set. Set it where Pulumi runs";
}

const howToRenew = "download the current token from Apple Business Manager or Apple School Manager";

function unusableStates(
  upload: Upload,
  text: string,
  inputs: PropertyMap,
  known: StoredToken | undefined,
  now: Date,
): string | undefined {
  if (inputs[upload.skipChecks] === true || fingerprintIn(known) === fingerprint(text)) return undefined;
  return unfitInItself(text, now);
}

function unfitInItself(text: string, now: Date): string | undefined {
  try {
    const { expirationDateTime } = parseVppToken(text);
    if (Date.parse(expirationDateTime) > now.getTime()) return undefined;
    return `expired on ${expirationDateTime}: ${howToRenew}`;
  } catch (error) {
    return `${error instanceof Error ? error.message : "is not a VPP token"}: ${howToRenew}`;
  }
}

/** Why a text is not uploaded, and the way around, as the rest of a sentence that begins with its name. */
export function refusal(upload: Upload, refused: string): string {
  return (
    `${refused}, so it is not uploaded. Use the current token, ` +
    `or set \`${upload.skipChecks}: true\` to upload it anyway`
  );
}
