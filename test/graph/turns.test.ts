import { type Load, turns } from "../../src/graph/turns";
import { fakeClock } from "./fakeClock";

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
const bearable = (): Load => "bearable";

test("no more begin than may be in flight, and the others in their order", async () => {
  const queue = turns(fakeClock());
  const log: string[] = [];
  const works = Array.from({ length: 10 }, (_, index) => held(log, `${index}`));
  const all = works.map(({ work }) => queue.take(false, work, bearable));
  await settled();
  expect(log).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
  works[5]?.finish();
  await settled();
  expect(log.slice(8)).toEqual(["8"]);
  for (const { finish } of works) finish();
  expect(await Promise.all(all)).toHaveLength(10);
});

test("after a word of throttling, half of them go on, and who comes back goes first", async () => {
  const queue = turns(fakeClock());
  const log: string[] = [];
  const works = Array.from({ length: 9 }, (_, index) => held(log, `${index}`));
  const all = works.map(({ work }, index) => queue.take(false, work, () => (index === 0 ? "throttled" : "bearable")));
  await settled();
  works[0]?.finish();
  const returning = held(log, "0 again");
  all.push(queue.take(true, returning.work, bearable));
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

test("nobody begins in a pause, and everybody does after it", async () => {
  const clock = fakeClock();
  const queue = turns(clock);
  const begun: number[] = [];
  queue.pause(30);
  queue.pause(20);
  const work = async () => begun.push(clock.now().getTime());
  const start = clock.now().getTime();
  await Promise.all([queue.take(false, work, bearable), queue.take(true, work, bearable)]);
  expect(begun).toEqual([start + 30_000, start + 30_000]);
});

test("work that fails makes room all the same", async () => {
  const queue = turns(fakeClock());
  const failing = () => Promise.reject(new Error("no"));
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => queue.take(false, failing, bearable)));
  expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
});
