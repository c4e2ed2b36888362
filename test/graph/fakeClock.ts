/** A clock whose time is made of nothing but sleeps. */
export interface FakeClock {
  readonly now: () => Date;
  readonly sleep: (delayMs: number) => Promise<void>;
  /** The sleeps, in milliseconds, in the order in which they began. */
  readonly slept: readonly number[];
  /** Lets time pass, and wakes whose time has come. */
  pass(durationMs: number): void;
}

/**
 * Time passes by itself whenever someone sleeps, up to the time when the first of them wakes; or it passes by hand
 * only, for a test in which several are to fall asleep at the same time.
 */
export function fakeClock(passing: "by itself" | "by hand" = "by itself"): FakeClock {
  let time = Date.UTC(2026, 10, 21, 7);
  const slept: number[] = [];
  let sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  const passTo = (at: number): void => {
    time = Math.max(time, at);
    const woken = sleepers.filter((sleeper) => sleeper.at <= time);
    sleepers = sleepers.filter((sleeper) => sleeper.at > time);
    for (const { wake } of woken) wake();
  };

  return {
    now: () => new Date(time),
    slept,
    sleep: (delayMs) =>
      new Promise((wake) => {
        slept.push(delayMs);
        sleepers.push({ at: time + delayMs, wake });
        if (passing === "by itself") setImmediate(() => passTo(Math.min(...sleepers.map(({ at }) => at))));
      }),
    pass: (durationMs) => passTo(time + durationMs),
  };
}
