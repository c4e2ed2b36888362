import { dayWords, expiredAgo, expiresIn, knownTime, type TokenLife } from "../../apple/tokenLife";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The day of an instant (milliseconds since 1970) in UTC, for example `2027-05-01`. */
export function formatDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The minute of an instant (milliseconds since 1970) in UTC, for example `2026-11-21 08:00`. */
export function formatMinute(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace("T", " ");
}

const longDay = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const longMonth = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });

/** For example `21 November 2026, 08:00 UTC`. */
export function formatInstant(at: Date): string {
  return `${longDay.format(at)}, ${at.toISOString().slice(11, 16)} UTC`;
}

/** The month in UTC, for example `November 2026`. */
export function formatMonth(at: Date): string {
  return longMonth.format(at);
}

/** Describes when a token expires or expired, as a part of a sentence whose subject is the token. */
export function describeExpiry({
  daysLeft,
  hasExpired,
  expirationDateTime,
}: TokenLife & { readonly expirationDateTime: string }): string {
  const expiry = knownTime(expirationDateTime);
  if (expiry === undefined || daysLeft === null) return "has no known expiry date yet";
  const day = formatDay(expiry);
  return hasExpired ? `expired on ${day}, ${expiredAgo(daysLeft)}` : `${expiresIn(daysLeft)}, on ${day}`;
}

/** Describes how many days a token has left, or how long ago it expired, for example `12 days left`. */
export function describeTimeLeft({ daysLeft, hasExpired }: TokenLife): string {
  if (daysLeft === null) return "expiry date not known yet";
  if (hasExpired) return `expired ${expiredAgo(daysLeft)}`;
  return `${daysLeft === 0 ? "less than a day" : dayWords(daysLeft)} left`;
}

/** Describes how long ago an instant was, in one unit: `5 min ago`, `3 h ago`, `12 d ago`. */
export function describeAge(time: number, now: Date): string {
  const ageMs = Math.max(0, now.getTime() - time);
  if (ageMs < hourMs) return `${Math.floor(ageMs / minuteMs)} min ago`;
  return ageMs < 2 * dayMs ? `${Math.floor(ageMs / hourMs)} h ago` : `${Math.floor(ageMs / dayMs)} d ago`;
}
