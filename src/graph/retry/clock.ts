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

/** Starts to measure; the function returns the milliseconds since then. */
export function stopwatch({ now }: Pick<Clock, "now">): () => number {
  const startMs = now().getTime();
  return () => now().getTime() - startMs;
}

/** A duration for a message, in whole seconds: "90 s". */
export function inSeconds(durationMs: number): string {
  return `${Math.round(durationMs / 1000)} s`;
}
