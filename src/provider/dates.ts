import { knownTime } from "../apple/tokenLife";

/** The date, where it is one that is known. */
export function dateOf(value: unknown): string | undefined {
  return typeof value === "string" && knownTime(value) !== undefined ? value : undefined;
}

/** Whether both are dates of the same second: offsets and fractions differ between what Apple and Graph write. */
export function isSameSecond(one: unknown, other: unknown): boolean {
  const [a, b] = [knownTime(one), knownTime(other)];
  return a !== undefined && b !== undefined && Math.floor(a / 1000) === Math.floor(b / 1000);
}

/** Whether a date is later than another one, to the last digit; neither with nor than none. */
export function isLater(one: unknown, other: unknown): boolean {
  const [a, b] = [knownTime(one), knownTime(other)];
  if (a === undefined || b === undefined) return false;
  return a === b ? digitsOf(one) > digitsOf(other) : a > b;
}

/** The fraction of a second as it is written, which may be finer than a millisecond. */
function digitsOf(date: unknown): string {
  return (/\.(\d+)/.exec(String(date))?.[1] ?? "").padEnd(9, "0");
}
