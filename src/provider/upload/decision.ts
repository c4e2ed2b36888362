import { displayText } from "../../displayText";
import { instantOf, isSameSecond } from "../dates";
import type { StoredToken, TokenFacts } from "./storedToken";

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
  const held = [known?.expires, liveExpiry].flatMap((date) => (instantOf(date) === undefined ? [] : [String(date)]));
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
