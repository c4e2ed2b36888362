import { expiredAgo, expiresIn, knownTime } from "../apple/tokenLife";
import type { StatusRow } from "./statusRow";

/** When Intune last synced the token with Apple, in milliseconds since 1970; undefined when it never did. */
export function lastSyncTime({ lastSyncDateTime }: StatusRow): number | undefined {
  return knownTime(lastSyncDateTime);
}

/** The day of an instant in UTC, for example `2027-05-01`. */
export function formatDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** When a token expires, or did, as a part of a sentence. */
export function describeExpiry({ daysLeft, hasExpired, expirationDateTime }: StatusRow): string {
  const expiry = knownTime(expirationDateTime);
  if (expiry === undefined || daysLeft === null) return "has no known expiry date yet";
  const day = formatDay(expiry);
  return hasExpired ? `expired on ${day}, ${expiredAgo(daysLeft)}` : `${expiresIn(daysLeft)}, on ${day}`;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago something was, in one unit: `5 min ago`, `3 h ago`, `12 d ago`. */
export function describeAge(time: number, now: Date): string {
  const past = Math.max(0, now.getTime() - time);
  if (past < hour) return `${Math.floor(past / minute)} min ago`;
  return past < 2 * day ? `${Math.floor(past / hour)} h ago` : `${Math.floor(past / day)} d ago`;
}
