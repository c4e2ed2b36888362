import type { EntityDefinition } from "../definitions/entity";
import { displayText } from "../displayText";
import { dateOf, instantOf, isSameSecond } from "./dates";
import { type StoredToken, storedToken } from "./knownUpload";
import type { PropertyMap } from "./propertyMap";
import type { TokenFacts } from "./textNote";

/** What to do with a declared token that isn't the known one. */
export type Decision = "send" | "the service has it" | { readonly refused: string };

/**
 * Whether a token is to be uploaded over the one that the service holds. One that expires earlier than the live one, or
 * that names another organization than the last one did, never is: it would take the live one's place, and Apple has taken
 * it back already. The same expiry is the same token. The name that the entity shows proves nothing: people edit it.
 *
 * @param known What is known of the last token; undefined when none was ever declared.
 * @param liveExpiry What the entity shows of the live one. It lags behind an upload, so both count.
 */
export function decideUpload(
  newInputs: TokenFacts,
  known: StoredToken | undefined,
  liveExpiry: string | undefined,
): Decision {
  const held = [known?.expires, liveExpiry].flatMap((date) => (instantOf(date) === undefined ? [] : [String(date)]));
  const isFound = known === undefined || known.elsewhere;
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

/**
 * What is known of a token that was uploaded elsewhere since; undefined when there is no sign of one. Only the expiry tells:
 * `lastModifiedDateTime` moves with every sync, and the organization's name is written by people. The date that the service
 * shows lags behind an upload, so an earlier one than our token's counts only once ours was shown.
 */
export function externalUpload(
  definition: EntityDefinition,
  oldState: PropertyMap,
  entity: PropertyMap,
): TokenFacts | undefined {
  const { upload } = definition;
  const known = upload && storedToken(upload, oldState);
  if (!upload || !known || oldState[upload.skipChecks] === true) return undefined;
  const [shown, previous] = [entity, oldState].map((values) => dateOf(values[upload.expiry]));
  if (shown === undefined || isSameSecond(shown, known.expires) || isSameSecond(shown, previous)) return undefined;
  const isEarlier = known.expires !== undefined && Date.parse(shown) < Date.parse(known.expires);
  const wasShown = isSameSecond(previous, known.expires);
  if (isEarlier && !wasShown) return undefined;
  return { expires: shown, organization: known.organization };
}
