import { retryLimits } from "../graph/retry/limits";

const { firstDelayMs, maxDelayMs, factor, firstNoticeMs } = retryLimits.poll;

/** How long to wait before looking for the end of a run again, in milliseconds, after so many pauses. */
export function pauseAfter(pauses: number): number {
  return Math.min(maxDelayMs, Math.round(firstDelayMs * factor ** pauses));
}

/**
 * Whether a person should hear that a run still goes on: after half a minute, and then whenever the time has doubled.
 *
 * @param before Milliseconds that the run had taken when it was looked at the last time.
 * @param now Milliseconds that it has taken now.
 */
export function isWorthSaying(before: number, now: number): boolean {
  const doublings = (milliseconds: number) => Math.floor(Math.log2(milliseconds / firstNoticeMs));
  return now >= firstNoticeMs && (before < firstNoticeMs || doublings(now) > doublings(before));
}
