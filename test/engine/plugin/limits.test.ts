import { setTimeout } from "node:timers/promises";
import { emulatorsOfTest } from "../../support/emulators";
import { pluginsOfTest, urnOf, type Wire } from "../../support/pluginClient";
import { newTokenText } from "../../support/tokenText";

const startPlugin = pluginsOfTest();
const startEmulator = emulatorsOfTest();

const a = urnOf("a");
const canceled = expect.objectContaining({ details: expect.stringContaining("was canceled") });
const timedOut = expect.objectContaining({ details: expect.stringContaining("reached its time limit") });

async function serve() {
  const asked: string[] = [];
  const { emulator, call } = await startEmulator({
    faults: true,
    actionDuration: 60_000,
    onRequest: ({ method, headers }) => {
      if (headers.authorization !== "Bearer test") asked.push(method);
    },
  });
  const { client, engine } = await startPlugin({ graphEndpoint: emulator.url, accessToken: "MARKED-BEARER" });
  const faults = (...rules: object[]) => call("POST", "/emulator/faults", rules);
  /** Deploys a resource that the following faults don't touch. */
  const deployed = async (name: string, more: Wire = {}) => {
    const token = newTokenText();
    const stored = await client.deploy(urnOf(name), { token, countryOrRegion: "gb", ...more });
    const inputs = await client.checked(urnOf(name), { token, countryOrRegion: "us", ...more }, stored.inputs);
    asked.splice(0);
    return { stored, change: (timeout = 0) => client.update(urnOf(name), stored, inputs, { timeout }) };
  };
  const until = async (count: number) => {
    while (asked.length < count) await setTimeout(5);
  };
  return { asked, client, deployed, engine, faults, until };
}

/** How many milliseconds pass until the work ends, and its error. */
async function ending(work: Promise<unknown>): Promise<{ ms: number; error: unknown }> {
  const start = Date.now();
  const error = await work.then(
    () => undefined,
    (failed: unknown) => failed,
  );
  return { ms: Date.now() - start, error };
}

describe("a cancellation", () => {
  test("ends the wait that the service asked for, and nothing else is sent", async () => {
    const { asked, client, deployed, faults, until } = await serve();
    const { change } = await deployed("a");
    await faults({ kind: "status", status: 429, retryAfter: 100, method: "PATCH", times: 9 });
    const ended = ending(change());
    await until(1);
    await client.cancel();
    expect(await ended).toEqual({ ms: expect.any(Number), error: canceled });
    expect((await ended).ms).toBeLessThan(5000);
    expect(asked).toEqual(["PATCH"]);
  });

  test("ends the wait of a request that never got its turn", async () => {
    const { asked, client, deployed, faults, until } = await serve();
    const { change } = await deployed("a");
    const { stored } = await deployed("b");
    await faults({ kind: "status", status: 429, retryAfter: 100, method: "PATCH", times: 9 });
    const first = ending(change());
    await until(1);
    const second = ending(client.read(urnOf("b"), stored.id, stored));
    await setTimeout(100);
    await client.cancel();
    expect([(await first).error, (await second).error]).toEqual([canceled, canceled]);
    expect(asked).toEqual(["PATCH"]);
  });

  test("ends the poll for an action", async () => {
    const { asked, client, deployed, until } = await serve();
    const { stored } = await deployed("a");
    const sync = urnOf("sync", "VppTokenLicenseSync");
    const ended = ending(client.deploy(sync, { vppTokenId: stored.id }));
    await until(2);
    await setTimeout(50);
    await client.cancel();
    expect((await ended).error).toEqual(canceled);
    expect(asked.filter((method) => method === "POST")).toHaveLength(1);
  });

  test("lets the write that is under way be finished", async () => {
    const { asked, client, deployed, faults } = await serve();
    const { change } = await deployed("a");
    await faults({ kind: "latency", milliseconds: 500, method: "PATCH" });
    const updating = change();
    await setTimeout(150);
    await client.cancel();
    expect((await updating).outputs.countryOrRegion).toBe("us");
    expect(asked).toEqual(["PATCH"]);
  });

  test("keeps an entity whose create was under way", async () => {
    const { client, faults } = await serve();
    await faults({ kind: "latency", milliseconds: 500, method: "POST" });
    const creating = client.deploy(a, { token: newTokenText() });
    await setTimeout(400);
    await client.cancel();
    expect((await creating).id).toMatch(/-/);
  });

  test("between the list and the POST of a create: nothing is sent any more", async () => {
    const { asked, client, faults } = await serve();
    await faults({ kind: "latency", milliseconds: 600, method: "GET" });
    const creating = ending(client.deploy(a, { token: newTokenText() }));
    await setTimeout(300);
    await client.cancel();
    expect((await creating).error).toEqual(canceled);
    await setTimeout(600);
    expect(asked).toEqual(["GET"]);
  });

  test("before: every operation is refused without a request", async () => {
    const { asked, client, deployed } = await serve();
    const { stored, change } = await deployed("a");
    await client.cancel();
    const inputs = await client.checked(urnOf("b"), { token: newTokenText() });
    for (const refused of [
      () => client.create(urnOf("b"), inputs),
      change,
      () => client.read(a, stored.id, stored),
      () => client.read(a, stored.id),
      () => client.delete(a, stored),
      () => client.invoke("intune:index:getVppTokens", {}),
      () => client.deploy(urnOf("sync", "VppTokenLicenseSync"), { vppTokenId: stored.id }),
    ]) {
      await expect(refused()).rejects.toEqual(canceled);
    }
    expect(asked).toEqual([]);
  });
});

describe("a time limit", () => {
  test("ends a read that hangs", async () => {
    const { client, deployed, faults } = await serve();
    const { stored } = await deployed("a");
    await faults({ kind: "latency", milliseconds: 20_000, method: "GET" });
    const { ms, error } = await ending(client.read(a, stored.id, stored, 0.5));
    expect(error).toEqual(timedOut);
    expect(ms).toBeLessThan(5000);
  });

  test("that passes between the list and the POST of a create: nothing is sent any more", async () => {
    const { asked, client, faults } = await serve();
    await faults({ kind: "latency", milliseconds: 900, method: "GET" });
    const inputs = await client.checked(a, { token: newTokenText() });
    expect((await ending(client.create(a, inputs, { timeout: 0.6 }))).error).toEqual(timedOut);
    await setTimeout(600);
    expect(asked).toEqual(["GET"]);
  });

  test("ends a wait that would take longer, at once", async () => {
    const { asked, deployed, faults } = await serve();
    const { change } = await deployed("a");
    await faults({ kind: "status", status: 429, retryAfter: 100, method: "PATCH", times: 9 });
    const { ms, error } = await ending(change(30));
    expect(error).toEqual(timedOut);
    expect(ms).toBeLessThan(5000);
    expect(asked).toEqual(["PATCH"]);
  });

  test("of a request in the queue ends that request, and none of the others", async () => {
    const { client, deployed, faults, until } = await serve();
    const { change } = await deployed("a");
    const [b, c] = [await deployed("b"), await deployed("c")];
    await faults({ kind: "status", status: 429, retryAfter: 2, method: "PATCH" });
    const first = change();
    await until(1);
    const read = ({ id, ...stored }: typeof b.stored, timeout: number) =>
      client.read(a, id, { id, ...stored }, timeout);
    const second = ending(read(b.stored, 0.5));
    await setTimeout(50);
    const third = read(c.stored, 0);
    expect((await second).error).toEqual(timedOut);
    expect((await second).ms).toBeLessThan(1500);
    expect((await first).outputs.countryOrRegion).toBe("us");
    expect((await third)?.id).toBe(c.stored.id);
  }, 20_000);

  test("of a write that is under way lets it be finished", async () => {
    const { deployed, faults } = await serve();
    const { change } = await deployed("a");
    await faults({ kind: "latency", milliseconds: 900, method: "PATCH" });
    expect((await change(0.3)).outputs.countryOrRegion).toBe("us");
  });

  test.each([60, 1e8])("that is long enough changes nothing: %i s", async (timeout) => {
    const { client } = await serve();
    const inputs = await client.checked(a, { token: newTokenText() });
    expect((await client.create(a, inputs, { timeout })).id).toMatch(/-/);
  });
});
