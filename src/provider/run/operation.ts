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
      if (!signal?.aborted) await Promise.race([clock.sleep(delayMs), aborted(signal)]);
      if (signal?.aborted) {
        throw new UserError("The operation was canceled. What was requested may still be carried out.", "stopped");
      }
    },
  };
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));
}
