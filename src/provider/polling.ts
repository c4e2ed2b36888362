import { retryLimits } from "../graph/retry/limits";

const { firstDelayMs, maxDelayMs, factor, firstNoticeMs } = retryLimits.poll;

/** How long to wait before the next poll, in milliseconds, after so many polls. */
export function pollDelayMs(polls: number): number {
  return Math.min(maxDelayMs, Math.round(firstDelayMs * factor ** polls));
}

/**
 * Whether a person should hear that a run still goes on: after half a minute, and then whenever the time has doubled.
 *
 * @param before Milliseconds that the run had taken when it was looked at the last time.
 * @param now Milliseconds that it has taken now.
 */
export function isWorthLogging(before: number, now: number): boolean {
  const doublings = (milliseconds: number) => Math.floor(Math.log2(milliseconds / firstNoticeMs));
  return now >= firstNoticeMs && (before < firstNoticeMs || doublings(now) > doublings(before));
}

/** For example "10 minutes", "1 minute 30 seconds", "1 second". */
export function durationText(durationMs: number): string {
  const whole = Math.round(durationMs / 1000);
  const parts = [count(Math.floor(whole / 60), "minute"), count(whole % 60, "second")].filter((part) => part !== "");
  return parts.join(" ") || "0 seconds";
}

function count(number: number, unit: string): string {
  return number === 0 ? "" : `${number} ${unit}${number === 1 ? "" : "s"}`;
}
