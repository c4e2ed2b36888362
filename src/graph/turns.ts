import { answered, atStart, throttled } from "./throttle";

/** What an attempt says about the service's load. */
export type Load = "bearable" | "throttled" | "unknown";

/** The requests of a connection take turns, so that no more are in flight than the service bears. */
export interface Turns {
  /**
   * Does the work when its turn comes, and gives its result.
   * @param again Whether it was in flight before: then it goes first.
   */
  take<Result>(again: boolean, work: () => Promise<Result>, loadOf: (result: Result) => Load): Promise<Result>;
  /** Lets nobody begin for that time. */
  pause(seconds: number): void;
}

export interface TurnEffects {
  readonly now: () => Date;
  readonly sleep: (seconds: number) => Promise<void>;
}

/**
 * The turns of a connection. Own code because p-queue is ESM only, and because no queue that was looked at adapts its
 * limit or lets those go first who come back.
 */
export function turns({ now, sleep }: TurnEffects): Turns {
  const newcomers: (() => void)[] = [];
  const returning: (() => void)[] = [];
  let throttle = atStart;
  let inFlight = 0;
  let pausedUntil = 0;
  let pausing = false;

  const admit = (): void => {
    const rest = (pausedUntil - now().getTime()) / 1000;
    if (rest > 0) {
      if (pausing || newcomers.length + returning.length === 0) return;
      pausing = true;
      void sleep(rest).then(() => {
        pausing = false;
        admit();
      });
      return;
    }
    while (inFlight < throttle.limit) {
      const next = returning.shift() ?? newcomers.shift();
      if (next === undefined) return;
      inFlight += 1;
      next();
    }
  };

  return {
    async take(again, work, loadOf) {
      await new Promise<void>((resolve) => {
        (again ? returning : newcomers).push(resolve);
        admit();
      });
      const { era } = throttle;
      try {
        const result = await work();
        const load = loadOf(result);
        if (load === "bearable") throttle = answered(throttle);
        if (load === "throttled") throttle = throttled(throttle, era);
        return result;
      } finally {
        inFlight -= 1;
        admit();
      }
    },
    pause(seconds) {
      pausedUntil = Math.max(pausedUntil, now().getTime() + seconds * 1000);
    },
  };
}
