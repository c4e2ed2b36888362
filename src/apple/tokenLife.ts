/** How long a token lasts, or since when it has expired. */
export interface TokenLife {
  /**
   * Whole days between now and the expiry, truncated toward zero: negative when the token has expired, 0 within a day
   * before and after the expiry, null while Intune doesn't know the date.
   */
  readonly daysLeft: number | null;
  readonly hasExpired: boolean;
}

const millisecondsADay = 86_400_000;
/** Graph writes 0001-01-01T00:00:00Z, or that instant in another time zone, where it knows no date. */
const firstKnown = Date.parse("0002-01-01T00:00:00Z");

/** The instant of a date, in milliseconds since 1970; undefined when it is missing, unreadable, no text, or of year 1. */
export function knownTime(date: unknown): number | undefined {
  const time = typeof date === "string" ? Date.parse(date) : Number.NaN;
  return Number.isNaN(time) || time < firstKnown ? undefined : time;
}

/** The life of a token that expires at this date. Everything that says how many days are left asks this function. */
export function lifetimeOf(expirationDateTime: string | null | undefined, now: Date): TokenLife {
  const expiry = knownTime(expirationDateTime);
  if (expiry === undefined) return { daysLeft: null, hasExpired: false };
  const left = expiry - now.getTime();
  // Adding 0 turns -0 into 0.
  return { daysLeft: Math.trunc(left / millisecondsADay) + 0, hasExpired: left <= 0 };
}

/** How soon a token expires, as a part of a sentence. */
export function expiresIn(daysLeft: number): string {
  return daysLeft === 0 ? "expires within a day" : `expires in ${dayWords(daysLeft)}`;
}

/** How long ago a token expired, as a part of a sentence. */
export function expiredAgo(daysLeft: number): string {
  return `${daysLeft === 0 ? "less than a day" : dayWords(-daysLeft)} ago`;
}

/** A number of days with its thousands apart, such as `1 day` or `1,200 days`. */
export function dayWords(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "day" : "days"}`;
}
