const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const month = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });

/** `21 November 2026, 08:00 UTC` */
export function formatInstant(at: Date): string {
  return `${day.format(at)}, ${at.toISOString().slice(11, 16)} UTC`;
}

/** `November 2026`, in UTC. */
export function formatMonth(at: Date): string {
  return month.format(at);
}

/** `2026-11-21 08:00`, in UTC. */
export function formatMinute(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace("T", " ");
}
