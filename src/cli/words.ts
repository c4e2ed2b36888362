import { dayWords, expiredAgo, type TokenLife } from "../apple/tokenLife";

/** How long a token lasts yet, or since when it has expired, as a person says it. */
export function describeTimeLeft({ daysLeft, hasExpired }: TokenLife): string {
  if (daysLeft === null) return "expiry date not known yet";
  if (hasExpired) return `expired ${expiredAgo(daysLeft)}`;
  return `${daysLeft === 0 ? "less than a day" : dayWords(daysLeft)} left`;
}

/** A number with its thousands apart, such as 3,000. */
export function formatCount(count: number): string {
  return count.toLocaleString("en");
}
