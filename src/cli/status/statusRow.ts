import { knownTime, lifetimeOf, type TokenLife } from "../../apple/tokenLife";
import type { VppTokenEntity } from "../../definitions/types";
import { displayText } from "../../displayText";

/** A VPP token in the output of `status`, with its days until `expirationDateTime`. */
export interface StatusRow extends VppTokenEntity, TokenLife {}

/**
 * Returns the tokens with the days that they have left, the soonest expiry first, and by id where two expire at once.
 * Tokens without a known expiry come first, because they need attention.
 */
export function statusRows(tokens: readonly VppTokenEntity[], now: Date): StatusRow[] {
  return tokens
    .map((token) => ({ token, expiry: knownTime(token.expirationDateTime) ?? Number.MIN_SAFE_INTEGER }))
    .sort((one, other) => one.expiry - other.expiry || (one.token.id < other.token.id ? -1 : 1))
    .map(({ token }) => ({ ...token, ...lifetimeOf(token.expirationDateTime, now) }));
}

/** Returns when Intune last synced the token with Apple, in milliseconds since 1970; undefined when it never did. */
export function lastSyncTime({ lastSyncDateTime }: StatusRow): number | undefined {
  return knownTime(lastSyncDateTime);
}

/** Returns the row with texts that are short and safe to show: all of them come from the service. */
export function toDisplayRow(row: StatusRow): StatusRow {
  const values = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === "string" ? displayText(value) : value,
  ]);
  return Object.fromEntries(values) as StatusRow;
}

/** Returns the name of a token (its display name where there is one), and its other names. */
export function displayNames(row: StatusRow): { readonly name: string; readonly others: readonly string[] } {
  const given = [row.displayName, row.locationName, row.organizationName].filter((name) => name?.trim());
  const [name = row.id, ...others] = new Set(given.filter((each) => each !== undefined));
  return { name, others };
}
