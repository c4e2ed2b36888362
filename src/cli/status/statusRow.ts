import { knownTime, lifeOf, type TokenLife } from "../../apple/tokenLife";
import { displayText } from "../../displayText";
import type { VppTokenEntity } from "../../lookups/VppTokenEntity";

/** A VPP token as `status` tells of it, with its life until `expirationDateTime`. */
export interface StatusRow extends VppTokenEntity, TokenLife {}

/**
 * The tokens with the days that they have left, the soonest expiry first, and by id where two expire at once. Those
 * whose expiry isn't known yet come before all others, since they need attention.
 */
export function statusRows(tokens: readonly VppTokenEntity[], now: Date): StatusRow[] {
  return tokens
    .map((token) => ({ token, expiry: knownTime(token.expirationDateTime) ?? Number.MIN_SAFE_INTEGER }))
    .sort((one, other) => one.expiry - other.expiry || (one.token.id < other.token.id ? -1 : 1))
    .map(({ token }) => ({ ...token, ...lifeOf(token.expirationDateTime, now) }));
}

/** When Intune last synced the token with Apple, in milliseconds since 1970; undefined when it never did. */
export function lastSyncTime({ lastSyncDateTime }: StatusRow): number | undefined {
  return knownTime(lastSyncDateTime);
}

/** The row as a person reads it: every text in it comes from the service, and is made safe to show and short. */
export function toDisplayRow(row: StatusRow): StatusRow {
  const values = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === "string" ? displayText(value) : value,
  ]);
  return Object.fromEntries(values) as StatusRow;
}

/** What a token goes by, the name that people gave it first, and the names that tell it from others besides. */
export function displayNames(row: StatusRow): { readonly name: string; readonly others: readonly string[] } {
  const given = [row.displayName, row.locationName, row.organizationName].filter((name) => name?.trim());
  const [name = row.id, ...others] = new Set(given.filter((each) => each !== undefined));
  return { name, others };
}
