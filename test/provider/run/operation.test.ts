import { UserError } from "../../../src/errors";
import { boundedClock, type Operation, operationBounds } from "../../../src/provider/run/operation";
import { type FakeClock, fakeClock } from "../../support/fakeClock";

function boundedBy(fake: FakeClock, operation: Operation) {
  const clock = { ...fake, timeout: fake.sleep };
  return boundedClock(
    clock,
    operationBounds(clock, () => operation),
  );
}

/** A wait of a second with a clock whose time passes by itself, and how long it took. */
async function waiting(operation: Operation): Promise<number> {
  const clock = fakeClock();
  const startMs = clock.now().getTime();
  await boundedBy(clock, operation).sleep(1000);
  return clock.now().getTime() - startMs;
}

const startMs = fakeClock().now().getTime();
const stopped = expect.objectContaining({ kind: "stopped" });

test("operation: waits as its clock does when the door tells of no limit", async () => {
  expect(await waiting({})).toBe(1000);
  expect(await waiting({ signal: new AbortController().signal, deadlineMs: startMs + 1000 })).toBe(1000);
});

test("operation: a wait that would end after the deadline isn't begun", async () => {
  await expect(waiting({ deadlineMs: startMs + 999 })).rejects.toEqual(stopped);
});

test("operation: nothing is waited for after a cancellation", async () => {
  await expect(waiting({ signal: AbortSignal.abort() })).rejects.toEqual(stopped);
});

test("operation: a cancellation ends a wait at once", async () => {
  const clock = fakeClock("by hand");
  const cancel = new AbortController();
  const wait = boundedBy(clock, { signal: cancel.signal }).sleep(1000);
  const failed = wait.catch((error: unknown) => error);
  await new Promise((resolve) => setImmediate(resolve));
  cancel.abort();
  expect(await failed).toBeInstanceOf(UserError);
  expect(clock.now().getTime()).toBe(startMs);
});
