/** The first delay and the longest one, in milliseconds, and how much longer each is than the one before. */
const [first, longest, growth] = [1000, 15_000, 1.5];

/** How long to wait before the next poll, in milliseconds, after so many polls. */
export function pollDelayMs(polls: number): number {
  return Math.min(longest, Math.round(first * growth ** polls));
}

/**
 * Whether a person should hear that a run still goes on: after half a minute, and then whenever the time has doubled.
 *
 * @param before Milliseconds that the run had taken when it was looked at the last time.
 * @param now Milliseconds that it has taken now.
 */
export function isWorthLogging(before: number, now: number): boolean {
  const doublings = (milliseconds: number) => Math.floor(Math.log2(milliseconds / 30_000));
  return now >= 30_000 && (before < 30_000 || doublings(now) > doublings(before));
}

/** For example "10 minutes", "1 minute 30 seconds", "1 second". */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [count(Math.floor(whole / 60), "minute"), count(whole % 60, "second")].filter((part) => part !== "");
  return parts.join(" ") || "0 seconds";
}

function count(number: number, unit: string): string {
  return number === 0 ? "" : `${number} ${unit}${number === 1 ? "" : "s"}`;
}
