import type { EntityDefinition } from "../../definitions/entity";
import { UserError } from "../../errors";
import { dateOf } from "../dates";
import { refusal } from "../inputs/token";
import type { PropertyMap } from "../propertyMap";
import { decideUpload } from "./decision";
import type { SecretStore } from "./secretStore";
import { hasSameFingerprint, type StoredToken, sourceWithFingerprint, storedToken, tokenFactsOf } from "./storedToken";

/** What an update does about the token, which is uploaded and never given back. */
export interface UploadPlan {
  /** What is sent for it: the token under its property's name with what the upload would reset, or nothing. */
  readonly body: PropertyMap;
  /** The declared inputs, with the fingerprint of the token that is sent. */
  readonly newInputs: PropertyMap;
  /** The token that is sent; undefined when none is. */
  readonly token: StoredToken | undefined;
}

/** @throws UserError when the declared token must not replace the live one, or can't be read any more. */
export function planUpload(
  definition: EntityDefinition,
  oldState: PropertyMap,
  newInputs: PropertyMap,
  secrets: SecretStore,
): UploadPlan {
  const { upload } = definition;
  const wanted = storedToken(upload, newInputs);
  const known = storedToken(upload, oldState);
  if (!wanted || hasSameFingerprint(wanted, known)) {
    return { body: {}, newInputs, token: undefined };
  }

  const content = secrets.get(newInputs);
  const stored =
    newInputs[upload.source] === undefined
      ? newInputs
      : { ...newInputs, [upload.source]: sourceWithFingerprint(newInputs[upload.source], content) };
  const isForced = newInputs[upload.skipChecks] === true;
  const decision = isForced ? "send" : decideUpload(tokenFactsOf(content), known, dateOf(oldState[upload.expiry]));
  if (typeof decision === "object") throw new UserError(`${upload.property} ${refusal(upload, decision.refused)}.`);
  if (decision !== "send") return { body: {}, newInputs: stored, token: undefined };
  // The service takes the organization's name from the token, unless the same body gives it one.
  const name = newInputs[upload.organization];
  const body = { [upload.property]: content, ...(name === undefined ? {} : { [upload.organization]: name }) };
  return { body, newInputs: stored, token: storedToken(upload, stored) };
}
