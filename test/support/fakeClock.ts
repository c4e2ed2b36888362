/** A clock whose time is made of nothing but sleeps. All times are in milliseconds. */
export interface FakeClock {
  readonly now: () => Date;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** What was slept, in the order in which it began. */
  readonly slept: readonly number[];
  /** Lets time pass, and wakes whose time has come. */
  readonly pass: (milliseconds: number) => void;
}

/**
 * Time passes by itself whenever someone sleeps, up to the time when the first of them wakes; or it passes by hand only, for
 * a test in which several are to fall asleep at the same time.
 *
 * @param passing How time passes.
 * @param start When it begins.
 */
export function fakeClock(passing: "by itself" | "by hand" = "by itself", start = "2026-11-21T07:00:00Z"): FakeClock {
  let time = Date.parse(start);
  const slept: number[] = [];
  let sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  const passTo = (at: number): void => {
    time = Math.max(time, at);
    const woken = sleepers.filter((sleeper) => sleeper.at <= time);
    sleepers = sleepers.filter((sleeper) => sleeper.at > time);
    for (const { wake } of woken) wake();
  };
  const wakeNext = (): void => {
    if (sleepers.length > 0) passTo(Math.min(...sleepers.map(({ at }) => at)));
  };

  return {
    now: () => new Date(time),
    slept,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        slept.push(milliseconds);
        sleepers.push({ at: time + milliseconds, wake });
        // What is under way goes first: it takes no time.
        if (passing === "by itself") setImmediate(wakeNext);
      }),
    pass: (milliseconds) => passTo(time + milliseconds),
  };
}
