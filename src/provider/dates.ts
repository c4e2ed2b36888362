import { knownTime } from "../apple/tokenLife";

/** The instant of a date, in milliseconds since 1970; undefined where there is none: null, year 1, or no date at all. */
export function instantOf(value: unknown): number | undefined {
  return typeof value === "string" ? knownTime(value) : undefined;
}

/** The date, where it is one. */
export function dateOf(value: unknown): string | undefined {
  return typeof value === "string" && instantOf(value) !== undefined ? value : undefined;
}

/** The second of a date, in seconds since 1970: offsets and fractions differ between what Apple and Graph write. */
export function secondOf(value: unknown): number | undefined {
  const instant = instantOf(value);
  return instant === undefined ? undefined : Math.floor(instant / 1000);
}

/** Whether both are dates of the same second. */
export function isSameSecond(one: unknown, other: unknown): boolean {
  const second = secondOf(one);
  return second !== undefined && second === secondOf(other);
}

/** Whether a date is later than another one, to the last digit; neither with nor than none. */
export function isLater(one: unknown, other: unknown): boolean {
  const [a, b] = [instantOf(one), instantOf(other)];
  if (a === undefined || b === undefined) return false;
  return a === b ? digitsOf(one) > digitsOf(other) : a > b;
}

/** The fraction of a second as it is written, which may be finer than a millisecond. */
function digitsOf(date: unknown): string {
  return (/\.(\d+)/.exec(String(date))?.[1] ?? "").padEnd(9, "0");
}
