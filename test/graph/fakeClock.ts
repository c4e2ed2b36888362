/** A clock whose time is made of nothing but sleeps. */
export interface FakeClock {
  readonly now: () => Date;
  readonly sleep: (seconds: number) => Promise<void>;
  /** What was slept, in seconds, in the order in which it began. */
  readonly slept: readonly number[];
  /** Lets time pass, and wakes whose time has come. */
  pass(seconds: number): void;
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
    sleep: (seconds) =>
      new Promise((wake) => {
        slept.push(seconds);
        sleepers.push({ at: time + seconds * 1000, wake });
        if (passing === "by itself") setImmediate(() => passTo(Math.min(...sleepers.map(({ at }) => at))));
      }),
    pass: (seconds) => passTo(time + seconds * 1000),
  };
}
