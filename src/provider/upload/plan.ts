import { knownTime } from "../../apple/tokenLife";
import type { EntityDefinition } from "../../definitions/entity";
import { displayText } from "../../displayText";
import { UserError } from "../../errors";
import { dateOf, isSameSecond } from "../dates";
import { refusal } from "../inputs/token";
import type { PropertyMap } from "../propertyMap";
import type { SecretStore } from "./secretStore";
import {
  hasSameFingerprint,
  type StoredToken,
  sourceWithFingerprint,
  storedToken,
  type TokenFacts,
  tokenFactsOf,
} from "./storedToken";

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

/** What to do with a declared token that isn't the known one. */
export type Decision = "send" | "the service has it" | { readonly refused: string };

/**
 * Whether a token replaces the one that the service holds. One that expires earlier than the live one, or that names
 * another organization than the last one, never does: Apple has revoked it already. The same expiry means the same token.
 * The name that the entity shows proves nothing, because people edit it.
 *
 * @param known What is known of the last token; undefined when none was ever declared.
 * @param liveExpiry What the entity shows of the live one. It lags behind an upload, so both count.
 */
export function decideUpload(
  newInputs: TokenFacts,
  known: StoredToken | undefined,
  liveExpiry: string | undefined,
): Decision {
  const held = [known?.expires, liveExpiry].flatMap((date) => (knownTime(date) === undefined ? [] : [String(date)]));
  const isFound = known === undefined || known.kind === "external";
  if (isFound && held.some((date) => isSameSecond(date, newInputs.expires))) return "the service has it";
  if (isOtherName(known?.organization, newInputs.organization)) {
    return { refused: "names another organization than the token that Intune holds" };
  }
  const later = held.find((date) => Date.parse(date) > Date.parse(newInputs.expires ?? ""));
  if (later === undefined || isSameSecond(later, newInputs.expires)) return "send";
  return { refused: `expires earlier (${newInputs.expires}) than the token that Intune holds (${displayText(later)})` };
}

function isOtherName(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && spelled(one) !== spelled(other);
}

const spelled = (name: string): string => name.normalize("NFC").toLowerCase();
