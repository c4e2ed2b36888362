import { type CallBounds, type Clock, unbounded } from "./clock";

/** How many requests may be in flight, and what is known toward changing that. */
export interface Concurrency {
  readonly limit: number;
  /** Requests in a row that were answered without throttling. */
  readonly successes: number;
  /** Counts reductions of the limit: requests sent before one say nothing about the reduced limit. */
  readonly generation: number;
}

/** At the start: enough to be quick, and few enough for a service that isn't under load. */
export const initialConcurrency: Concurrency = { limit: 8, successes: 0, generation: 0 };

/** More requests in flight gain nothing with a service that answers within a second. */
const maxLimit = 16;

/** Successes in a row that raise the limit by one: each raise may cost a throttled request. */
const successesPerRaise = 10;

/** Raises the limit by one after a series of successes. */
export function afterSuccess({ limit, successes, generation }: Concurrency): Concurrency {
  if (successes + 1 < successesPerRaise) return { limit, successes: successes + 1, generation };
  return { limit: Math.min(maxLimit, limit + 1), successes: 0, generation };
}

/** Halves the limit after a throttled request, once for all requests that were in flight together. */
export function afterThrottling(concurrency: Concurrency, sentInGeneration: number): Concurrency {
  const { limit, generation } = concurrency;
  if (sentInGeneration !== generation) return concurrency;
  return { limit: Math.max(1, Math.floor(limit / 2)), successes: 0, generation: generation + 1 };
}

/** What an attempt says about the service's load. */
export type Load = "ok" | "throttled" | "unknown";

/** Keeps the requests of a connection in flight within what the service allows. */
export interface Limiter {
  /**
   * Runs the work as soon as the limit allows, and returns its result.
   * @param isRetry Whether it was in flight before: then it goes first.
   * @throws UserError of the kind `stopped` when its turn didn't come within the bounds
   */
  schedule<Result>(isRetry: boolean, work: () => Promise<Result>, loadOf: (result: Result) => Load): Promise<Result>;
  /** Starts nothing for that time. */
  pause(delayMs: number): void;
}

/**
 * The limiter of a connection. Own code because p-queue is ESM only, and because no queue that was compared adapts its
 * limit or lets retries go first.
 *
 * @param clock It is shared by all who wait, so nothing may bound its sleeps.
 * @param bounds Of whoever schedules work. Default: nothing bounds it.
 */
export function createLimiter(
  { now, sleep }: Pick<Clock, "now" | "sleep">,
  { whileOpen }: Pick<CallBounds, "whileOpen"> = unbounded,
): Limiter {
  const fresh: (() => void)[] = [];
  const retries: (() => void)[] = [];
  let concurrency = initialConcurrency;
  let inFlight = 0;
  let pausedUntilMs = 0;
  let isWaiting = false;

  const startNext = (): void => {
    const remainingMs = pausedUntilMs - now().getTime();
    if (remainingMs > 0) {
      if (isWaiting || fresh.length + retries.length === 0) return;
      isWaiting = true;
      void sleep(remainingMs).then(() => {
        isWaiting = false;
        startNext();
      });
      return;
    }
    while (inFlight < concurrency.limit) {
      const next = retries.shift() ?? fresh.shift();
      if (next === undefined) return;
      inFlight += 1;
      next();
    }
  };

  const leave = (): void => {
    inFlight -= 1;
    startNext();
  };

  const turn = async (queue: (() => void)[]): Promise<void> => {
    let start = () => {};
    const started = new Promise<void>((resolve) => {
      start = resolve;
    });
    queue.push(start);
    startNext();
    try {
      await whileOpen(started);
    } catch (error) {
      const place = queue.indexOf(start);
      if (place >= 0) queue.splice(place, 1);
      else leave();
      throw error;
    }
  };

  return {
    async schedule(isRetry, work, loadOf) {
      await turn(isRetry ? retries : fresh);
      const { generation } = concurrency;
      try {
        const result = await work();
        const load = loadOf(result);
        if (load === "ok") concurrency = afterSuccess(concurrency);
        if (load === "throttled") concurrency = afterThrottling(concurrency, generation);
        return result;
      } finally {
        leave();
      }
    },
    pause(delayMs) {
      pausedUntilMs = Math.max(pausedUntilMs, now().getTime() + delayMs);
    },
  };
}
