import { setTimeout } from "node:timers/promises";

/** The time, and waiting for it to pass. All durations are in milliseconds. */
export interface Clock {
  now(): Date;
  sleep(delayMs: number): Promise<void>;
  /** Resolves after that time. It limits something else: a process doesn't wait for it alone. */
  timeout(delayMs: number): Promise<void>;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (delayMs) => setTimeout(delayMs),
  timeout: (delayMs) => setTimeout(delayMs, undefined, { ref: false }),
};

/** What bounds the work on whose behalf a call is made. */
export interface CallBounds {
  /**
   * @param waitMs How long a wait is to take that is about to begin. Default: 0.
   * @throws UserError of the kind `stopped` when nothing may be sent any more, or when the wait would take too long
   */
  assertOpen(waitMs?: number): void;
  /** The work's outcome, or a UserError of the kind `stopped` as soon as nobody waits for it any more. It goes on then. */
  whileOpen<T>(work: Promise<T>): Promise<T>;
}

/** For work that nothing bounds. */
export const unbounded: CallBounds = { assertOpen: () => {}, whileOpen: (work) => work };

/** Sleeps within the bounds. @throws UserError of the kind `stopped` */
export async function sleepWithin(bounds: CallBounds, { sleep }: Pick<Clock, "sleep">, delayMs: number): Promise<void> {
  bounds.assertOpen(delayMs);
  await bounds.whileOpen(sleep(delayMs));
}

/** Starts to measure; the function returns the milliseconds since then. */
export function stopwatch({ now }: Pick<Clock, "now">): () => number {
  const startMs = now().getTime();
  return () => now().getTime() - startMs;
}

/** A duration for a message, in whole seconds: "90 s". */
export function inSeconds(durationMs: number): string {
  return `${Math.round(durationMs / 1000)} s`;
}
