/** How long a token lasts yet, or since when it doesn't, as a person says it. `daysLeft` is rounded down. */
export function lifeWords(daysLeft: number): string {
  if (Number.isNaN(daysLeft)) return "no readable date";
  if (daysLeft < 0) return `expired ${days(-1 - daysLeft)} ago`;
  return `${days(daysLeft)} left`;
}

function days(count: number): string {
  if (count === 0) return "less than a day";
  return `${numberWords(count)} ${count === 1 ? "day" : "days"}`;
}

/** A number with its thousands apart, such as 3,000. */
export function numberWords(count: number): string {
  return count.toLocaleString("en");
}
