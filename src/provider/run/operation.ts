import { UserError } from "../../errors";
import type { Clock } from "../../graph/retry/clock";

/** What a door knows of the operation that is under way. A door whose engine tells none of it gives an empty one. */
export interface Operation {
  /** The resource, as the engine names it. */
  readonly resource?: string | undefined;
  /** Aborted when the engine cancels. */
  readonly signal?: AbortSignal | undefined;
  /** When the operation has to be over, in milliseconds since 1970. */
  readonly deadlineMs?: number | undefined;
}

/**
 * A clock whose waits keep within the operation: the request that is under way is finished, and after a cancellation, or when a
 * wait would end after the deadline, nothing else is waited for or sent.
 *
 * @param operation The operation of whoever waits.
 */
export function boundedClock(clock: Clock, operation: () => Operation): Clock {
  return {
    ...clock,
    sleep: async (delayMs) => {
      const { signal, deadlineMs } = operation();
      if (deadlineMs !== undefined && clock.now().getTime() + delayMs > deadlineMs) {
        throw new UserError(
          "The operation reached its time limit (the resource option customTimeouts). " +
            "What was requested may still be carried out. Raise the limit, or run again.",
          "stopped",
        );
      }
      if (!signal?.aborted) await sleepUnlessAborted(clock, delayMs, signal);
      if (signal?.aborted) {
        throw new UserError("The operation was canceled. What was requested may still be carried out.", "stopped");
      }
    },
  };
}

async function sleepUnlessAborted(clock: Clock, delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  const listening = new AbortController();
  const aborted = new Promise<void>((resolve) => {
    // An operation waits many times: each wait takes its listener with it.
    signal?.addEventListener("abort", () => resolve(), { once: true, signal: listening.signal });
  });
  try {
    await Promise.race([clock.sleep(delayMs), aborted]);
  } finally {
    listening.abort();
  }
}
