import { knownTime, lifeOf, type TokenLife } from "../apple/tokenLife";
import { displayText } from "../displayText";
import type { VppTokenEntity } from "../lookups/VppTokenEntity";

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

/** The row as a person reads it: every text in it comes from the service, and is made safe to show and short. */
export function toDisplayRow(row: StatusRow): StatusRow {
  const values = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === "string" ? displayText(value) : value,
  ]);
  return Object.fromEntries(values) as StatusRow;
}
