import { UserError } from "../../errors";
import { type CallBounds, type Clock, sleepWithin } from "../../graph/retry/clock";

/** What a door knows of the operation that is under way. A door whose engine tells none of it gives an empty one. */
export interface Operation {
  /** The resource, as the engine names it. */
  readonly resource?: string | undefined;
  /** Aborted when the engine cancels. */
  readonly signal?: AbortSignal | undefined;
  /** When the operation has to be over, in milliseconds since 1970. */
  readonly deadlineMs?: number | undefined;
}

/** Node's timers take anything longer for no time at all. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * The bounds of an operation: after a cancellation or its deadline nothing is sent or waited for any more. The write that is
 * under way is finished.
 *
 * @param operation The operation on whose behalf this is asked.
 */
export function operationBounds({ now, timeout }: Clock, operation: () => Operation): CallBounds {
  return {
    assertOpen: (waitMs = 0) => {
      const { signal, deadlineMs } = operation();
      if (signal?.aborted) throw canceled();
      if (deadlineMs !== undefined && now().getTime() + waitMs > deadlineMs) throw timedOut();
    },
    whileOpen: async (work) => {
      const { signal, deadlineMs } = operation();
      const listening = new AbortController();
      const stopped = new Promise<never>((_, reject) => {
        if (signal?.aborted) reject(canceled());
        // An operation waits many times: each wait takes its listener with it.
        signal?.addEventListener("abort", () => reject(canceled()), { once: true, signal: listening.signal });
        if (deadlineMs !== undefined) {
          const leftMs = Math.min(deadlineMs - now().getTime(), longestTimerMs);
          void timeout(leftMs).then(() => reject(timedOut()));
        }
      });
      try {
        return await Promise.race([work, stopped]);
      } finally {
        listening.abort();
      }
    },
  };
}

/** A clock whose sleeps keep within the bounds. */
export function boundedClock(clock: Clock, bounds: CallBounds): Clock {
  return { ...clock, sleep: (delayMs) => sleepWithin(bounds, clock, delayMs) };
}

function canceled(): UserError {
  return new UserError("The operation was canceled. What was requested may still be carried out.", "stopped");
}

function timedOut(): UserError {
  return new UserError(
    "The operation reached its time limit (the resource option customTimeouts). " +
      "What was requested may still be carried out. Raise the limit, or run again.",
    "stopped",
  );
}
