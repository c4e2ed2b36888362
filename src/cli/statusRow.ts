import type { VppTokenEntity } from "../lookups/VppTokenEntity";

/** A VPP token as `status` tells of it. */
export interface StatusRow extends VppTokenEntity {
  /** Whole days until `expirationDateTime`, rounded down: 0 on the last day, negative when the token has expired. */
  readonly daysLeft: number;
}

const millisecondsADay = 86_400_000;

/** The tokens with the days that they have left, the soonest expiry first, and by id where two expire at once. */
export function statusRows(tokens: readonly VppTokenEntity[], now: Date): StatusRow[] {
  return tokens
    .map((token) => ({ token, left: Date.parse(token.expirationDateTime) - now.getTime() }))
    .sort((one, other) => one.left - other.left || (one.token.id < other.token.id ? -1 : 1))
    .map(({ token, left }) => ({ ...token, daysLeft: Math.floor(left / millisecondsADay) }));
}
