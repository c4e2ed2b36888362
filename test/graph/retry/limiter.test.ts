import {
  afterSuccess,
  afterThrottling,
  type Concurrency,
  createLimiter,
  initialConcurrency,
  type Load,
} from "../../../src/graph/retry/limiter";
import { fakeClock } from "../../support/fakeClock";

/** Work that takes as long as the test likes. */
function held(log: string[], name: string) {
  let finish: () => void = () => {};
  const end = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const work = async () => {
    log.push(name);
    await end;
    return name;
  };
  return { work, finish };
}

/** Lets everything go on that can. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
const ok = (): Load => "ok";

test("starts no more than the limit, and the others in their order", async () => {
  const limiter = createLimiter(fakeClock());
  const log: string[] = [];
  const works = Array.from({ length: 10 }, (_, index) => held(log, `${index}`));
  const all = works.map(({ work }) => limiter.schedule(false, work, ok));
  await settled();
  expect(log).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
  works[5]?.finish();
  await settled();
  expect(log.slice(8)).toEqual(["8"]);
  for (const { finish } of works) finish();
  expect(await Promise.all(all)).toHaveLength(10);
});

test("halves the limit after throttling, and retries go first", async () => {
  const limiter = createLimiter(fakeClock());
  const log: string[] = [];
  const works = Array.from({ length: 9 }, (_, index) => held(log, `${index}`));
  const all = works.map(({ work }, index) => limiter.schedule(false, work, () => (index === 0 ? "throttled" : "ok")));
  await settled();
  works[0]?.finish();
  const returning = held(log, "0 again");
  all.push(limiter.schedule(true, returning.work, ok));
  await settled();
  expect(log).toHaveLength(8);
  for (const { finish } of works.slice(1, 4)) finish();
  await settled();
  expect(log).toHaveLength(8);
  works[4]?.finish();
  await settled();
  expect(log.slice(8)).toEqual(["0 again"]);
  for (const { finish } of [...works, returning]) finish();
  await Promise.all(all);
});

test("starts nothing during a pause, and everything after it", async () => {
  const clock = fakeClock();
  const limiter = createLimiter(clock);
  const begun: number[] = [];
  limiter.pause(30_000);
  limiter.pause(20_000);
  const work = async () => begun.push(clock.now().getTime());
  const start = clock.now().getTime();
  await Promise.all([limiter.schedule(false, work, ok), limiter.schedule(true, work, ok)]);
  expect(begun).toEqual([start + 30_000, start + 30_000]);
});

test("work that fails frees its place, too", async () => {
  const limiter = createLimiter(fakeClock());
  const failing = () => Promise.reject(new Error("no"));
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => limiter.schedule(false, failing, ok)));
  expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
});

const afterAnswers = (concurrency: Concurrency, answers: number): Concurrency =>
  Array.from({ length: answers }).reduce<Concurrency>((state) => afterSuccess(state), concurrency);

test("the limit is eight at the start", () => {
  expect(initialConcurrency.limit).toBe(8);
});

test("the limit rises by one after ten successes in a row", () => {
  expect(afterAnswers(initialConcurrency, 9).limit).toBe(8);
  expect(afterAnswers(initialConcurrency, 10).limit).toBe(9);
  expect(afterAnswers(initialConcurrency, 20).limit).toBe(10);
});

test("the limit is never more than sixteen", () => {
  expect(afterAnswers(initialConcurrency, 10_000).limit).toBe(16);
});

test("the limit halves after throttling, and is never less than one", () => {
  const limits: number[] = [];
  let concurrency = initialConcurrency;
  for (let time = 0; time < 5; time += 1) {
    concurrency = afterThrottling(concurrency, concurrency.generation);
    limits.push(concurrency.limit);
  }
  expect(limits).toEqual([4, 2, 1, 1, 1]);
});

test("requests that were throttled together count once", () => {
  const once = afterThrottling(initialConcurrency, initialConcurrency.generation);
  expect(afterThrottling(afterThrottling(once, initialConcurrency.generation), initialConcurrency.generation)).toEqual(
    once,
  );
});

test("throttling resets the count of successes", () => {
  const concurrency = afterThrottling(afterAnswers(initialConcurrency, 9), 0);
  expect(afterAnswers(concurrency, 9).limit).toBe(4);
  expect(afterAnswers(concurrency, 10).limit).toBe(5);
});

test("work that is given up leaves its place to the others, in the queue and with its turn", async () => {
  const stopped = new Error("stopped");
  let asked = 0;
  const whileOpen = async <T>(turn: Promise<T>): Promise<T> => {
    const index = asked++;
    if (index === 8) throw stopped;
    const result = await turn;
    if (index === 7) throw stopped;
    return result;
  };
  const limiter = createLimiter(fakeClock(), { whileOpen });
  const log: string[] = [];
  const works = Array.from({ length: 10 }, (_, index) => held(log, `${index}`));
  const all = works.map(({ work }) => limiter.schedule(false, work, ok).catch((error: Error) => error.message));
  await settled();
  // The eighth had its turn, and the ninth was in the queue: the tenth needs to wait for nobody.
  expect(log).toEqual(["0", "1", "2", "3", "4", "5", "6", "9"]);
  for (const { finish } of works) finish();
  expect(await Promise.all(all)).toEqual(["0", "1", "2", "3", "4", "5", "6", "stopped", "stopped", "9"]);
});
