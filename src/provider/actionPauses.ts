/** Milliseconds of the first pause, of the longest one, and how much longer each is than the one before. */
const [first, longest, growth] = [1000, 15_000, 1.5];

/** How long to wait before looking for the end of a run again, in milliseconds, after so many pauses. */
export function pauseAfter(pauses: number): number {
  return Math.min(longest, Math.round(first * growth ** pauses));
}

/**
 * Whether a person should hear that a run still goes on: after half a minute, and then whenever the time has doubled.
 *
 * @param before Milliseconds that the run had taken when it was looked at the last time.
 * @param now Milliseconds that it has taken now.
 */
export function isWorthSaying(before: number, now: number): boolean {
  const doublings = (milliseconds: number) => Math.floor(Math.log2(milliseconds / 30_000));
  return now >= 30_000 && (before < 30_000 || doublings(now) > doublings(before));
}
