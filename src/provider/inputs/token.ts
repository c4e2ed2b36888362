import { fingerprint, isSource, type ReadSource, sourceOf } from "../../apple/tokenSource";
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

/**
 * Validates the declared token, and stores its fingerprint in place of it, or beside its source. A token that was uploaded
 * before isn't validated again: neither a token that expired since nor a deleted file may block the stack.
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
  const declared = inputs[source];
  if (declared === undefined) {
    const content = inputs[property];
    // With `ignoreChanges`, the engine passes the stored form of the last token.
    if (typeof content !== "string" || isUnknown(content) || content === oldInputs?.[property]) return nothing;
    // The same token keeps its stored form: to the engine, another form would be a change.
    const remembered = fingerprintIn(known) === fingerprint(content) ? oldInputs?.[property] : undefined;
    const stored = { ...inputs, [property]: remembered ?? encodeToken(fingerprintOf(content)) };
    return { inputs: stored, failures: failuresOf(property, uploadProblem(upload, content, inputs, known, now)) };
  }
  if (!isSource(declared) || isUnknown(declared)) return nothing;
  try {
    const content = read(declared);
    const stored = { ...inputs, [source]: sourceWithFingerprint(declared, content) };
    return { inputs: stored, failures: failuresOf(source, uploadProblem(upload, content, inputs, known, now)) };
  } catch (error) {
    const isUnchanged = oldInputs && JSON.stringify(sourceOf(oldInputs[source])) === JSON.stringify(declared);
    if (isUnchanged) return { inputs: { ...inputs, [source]: oldInputs[source] }, failures: [] };
    return { inputs, failures: failuresOf(source, missing("file" in declared, error)) };
  }
}

function failuresOf(property: string, reason: string | undefined): CheckFailure[] {
  return reason === undefined ? [] : [{ property, reason }];
}

/** The message quotes neither the path nor the variable's name: somebody will put the token itself there. */
function missing(isFile: boolean, error: unknown): string {
  const { code = "unreadable", folder } = error as { code?: string; folder?: string };
  const where = folder === undefined ? "" : `, ${folder}`;
  return isFile
    ? `names a file that can't be read (${code}). Put the token file there; a path is relative to the program's folder${where}`
    : "names an environment variable that isn't set. Set it where Pulumi runs";
}

const howToRenew = "download the current token from Apple Business Manager or Apple School Manager";

function uploadProblem(
  upload: Upload,
  content: string,
  inputs: PropertyMap,
  known: StoredToken | undefined,
  now: Date,
): string | undefined {
  if (inputs[upload.skipChecks] === true || fingerprintIn(known) === fingerprint(content)) return undefined;
  return contentProblem(content, now);
}

function contentProblem(content: string, now: Date): string | undefined {
  try {
    const { expirationDateTime } = parseVppToken(content);
    if (Date.parse(expirationDateTime) > now.getTime()) return undefined;
    return `expired on ${expirationDateTime}: ${howToRenew}`;
  } catch (error) {
    return `${error instanceof Error ? error.message : "is not a VPP token"}: ${howToRenew}`;
  }
}

/** Why a token is not uploaded, and what to do, as the rest of a sentence that begins with the property's name. */
export function refusal(upload: Upload, refused: string): string {
  return (
    `${refused}, so it is not uploaded. Use the current token, ` +
    `or set \`${upload.skipChecks}: true\` to upload it anyway`
  );
}
