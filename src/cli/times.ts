import { expiresIn } from "../apple/renewal";
import type { StatusRow } from "./statusRow";

/** The date with which Graph says that there was none. */
const noDate = Date.parse("0001-01-01T00:00:00Z");

/** When Intune last synced the token with Apple, in milliseconds since 1970; undefined when it never did. */
export function lastSyncOf({ lastSyncDateTime = "" }: StatusRow): number | undefined {
  const time = Date.parse(lastSyncDateTime);
  return Number.isNaN(time) || time === noDate ? undefined : time;
}

/** The day of an instant in UTC, for example `2027-05-01`. */
export function dayOf(instant: string | number): string {
  const time = new Date(instant);
  return Number.isNaN(time.getTime()) ? "an unreadable date" : time.toISOString().slice(0, 10);
}

/** When a token expires, or did, as a part of a sentence. `daysLeft` is rounded down. */
export function expiryWords({
  daysLeft,
  expirationDateTime,
}: Pick<StatusRow, "daysLeft" | "expirationDateTime">): string {
  const day = dayOf(expirationDateTime);
  return daysLeft < 0 ? `expired on ${day}` : `${expiresIn(daysLeft)}, on ${day}`;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago something was, in one unit: `5 min ago`, `3 h ago`, `12 d ago`. */
export function agoWords(time: number, now: Date): string {
  const past = Math.max(0, now.getTime() - time);
  if (past < hour) return `${Math.floor(past / minute)} min ago`;
  return past < 2 * day ? `${Math.floor(past / hour)} h ago` : `${Math.floor(past / day)} d ago`;
}
