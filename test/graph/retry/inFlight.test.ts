import { setTimeout } from "node:timers/promises";
import { vppToken } from "../../../src/definitions/vppToken";
import { fakeClock } from "../../support/fakeClock";
import { failureOf } from "../../support/graphFailure";
import type { Script } from "../../support/scriptedServer";
import { closeServers, scripted } from "../scripted";

afterEach(closeServers);

/** A service that throttles what is beyond so many requests in flight, and counts. */
function crowded(most: number, headers: Readonly<Record<string, string>> = {}) {
  const counts = { inFlight: 0, highest: 0, throttled: 0 };
  const script: Script = async ({ url }) => {
    if (counts.inFlight >= most) {
      counts.throttled += 1;
      return { status: 429, headers, body: { error: { code: "TooManyRequests", message: "Slow down." } } };
    }
    counts.inFlight += 1;
    counts.highest = Math.max(counts.highest, counts.inFlight);
    await setTimeout(2);
    counts.inFlight -= 1;
    return { status: 200, body: { id: idIn(url) } };
  };
  return { counts, script };
}

/** The id of the entity that a request addresses. */
const idIn = (url: string) => url.split("/").at(-1);

const ids = Array.from({ length: 200 }, (_, index) => `${index}`);

test.each([1, 3, 12])("200 calls at once succeed at a service that allows %i in flight", async (most) => {
  const { counts, script } = crowded(most);
  const { graph, server } = await scripted(script);
  const answers = await Promise.all(ids.map((id) => graph.update(vppToken, "v1.0", id, {})));
  expect(answers).toHaveLength(200);
  // Each call's change was made, once.
  expect(server.seen).toHaveLength(200 + counts.throttled);
  expect(counts.throttled).toBeLessThan(100);
});

test("200 calls at once reach up to sixteen in flight where the service allows it", async () => {
  const { counts, script } = crowded(1000);
  const { graph, server } = await scripted(script);
  await Promise.all(ids.map((id) => graph.get(vppToken, "v1.0", id)));
  expect(server.seen).toHaveLength(200);
  expect(counts.highest).toBeGreaterThan(8);
  expect(counts.highest).toBeLessThanOrEqual(16);
});

test("a requested pause holds queued calls, too, and is announced once", async () => {
  const clock = fakeClock("by hand");
  const { graph, server, said } = await scripted(
    ({ url }, index) =>
      index < 8
        ? { status: 429, headers: { "Retry-After": "30" }, body: {} }
        : { status: 200, body: { id: idIn(url) } },
    clock,
  );
  const all = Promise.all(ids.slice(0, 50).map((id) => graph.get(vppToken, "v1.0", id)));
  // The eight that were told, and one wait for all that are in the queue.
  await until(() => clock.slept.length === 9);
  expect(server.seen).toHaveLength(8);
  clock.pass(29_000);
  await setTimeout(5);
  expect(server.seen).toHaveLength(8);
  clock.pass(1000);
  expect(await all).toHaveLength(50);
  expect(server.seen).toHaveLength(58);
  expect(said).toHaveLength(1);
});

test("a call that waits too long in the queue is not sent, and reports it", async () => {
  const clock = fakeClock("by hand");
  const { graph, server } = await scripted(() => ({ status: 429, headers: { "Retry-After": "300" }, body: {} }), {
    ...clock,
    operationTimeoutMs: 100_000,
  });
  const [sent, unsent] = [ids.slice(0, 8), ids.slice(8, 12)].map((group) =>
    Promise.all(group.map((id) => failureOf(graph.update(vppToken, "v1.0", id, {})))),
  );
  for (const failure of (await sent) ?? []) expect(failure.attemptSummary).toMatch(/exceed the call's limit of 100 s/);
  clock.pass(300_000);
  for (const failure of (await unsent) ?? []) {
    expect(failure).toMatchObject({ status: undefined, code: "TimedOut", outcomeUnknown: false });
    expect(failure.message).toMatch(/not sent .*The request waited 300 s in the queue because Graph is throttling/);
  }
  expect(await unsent).toHaveLength(4);
  expect(server.seen).toHaveLength(8);
});

/** Waits for what the network is about to bring. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(1);
}
