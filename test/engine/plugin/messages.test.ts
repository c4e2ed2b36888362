import { setTimeout } from "node:timers/promises";
import { emulatorsOfTest } from "../../support/emulators";
import { pluginsOfTest, urnOf } from "../../support/pluginClient";
import { newTokenText, tokenText } from "../../support/tokenText";

const startPlugin = pluginsOfTest();
const startEmulator = emulatorsOfTest();

const [a, b] = [urnOf("a"), urnOf("b")];
const soon = () => tokenText({ expDate: new Date(Date.now() + 5 * 86_400_000).toISOString() });

async function serve() {
  const { emulator, call } = await startEmulator({ faults: true });
  const [graphEndpoint, accessToken] = [emulator.url, "MARKED-BEARER"];
  const contoso = { graphEndpoint, accessToken: "MARKED-OTHER" };
  const { client, engine } = await startPlugin({ graphEndpoint, accessToken, connections: { contoso } });
  return { client, engine, faults: (...rules: object[]) => call("POST", "/emulator/faults", rules) };
}

test("messages: a token that expires soon is a warning on its resource, once a run", async () => {
  const { client, engine } = await serve();
  const token = soon();
  const inputs = await client.checked(a, { token });
  await client.create(a, inputs, { preview: true });
  expect(engine.logged).toEqual([{ severity: "warning", urn: a, message: expect.stringContaining("expires") }]);
  const stored = await client.create(a, inputs);
  await client.redeploy(a, stored, { token, countryOrRegion: "gb" });
  expect(engine.logged).toHaveLength(1);
});

test("messages: an existing token that expires soon is a warning though nothing changes", async () => {
  const { client, engine } = await serve();
  const token = soon();
  const stored = await client.deploy(a, { token, renewalWarningDays: 1 });
  expect(engine.logged).toEqual([]);
  const quiet = { ...stored, inputs: await client.checked(a, { token }, stored.inputs) };
  await client.diff(a, quiet, quiet.inputs);
  expect(engine.logged).toEqual([{ severity: "warning", urn: a, message: expect.stringContaining("expires") }]);
});

test("messages: a value that Intune stores differently is a warning on its resource", async () => {
  const { client, engine, faults } = await serve();
  await faults({ kind: "patch", set: { appleId: "other@contoso.example" }, method: "POST" });
  await client.deploy(b, { token: newTokenText(), appleId: "a@contoso.example" });
  expect(engine.logged).toEqual([{ severity: "warning", urn: b, message: expect.stringContaining("appleId") }]);
});

test("messages: a long wait is told on the resource that waits, though another waits as well", async () => {
  const { client, engine, faults } = await serve();
  await faults({ kind: "status", status: 429, retryAfter: 30, method: "POST", times: 2 });
  // A pause holds for a connection, and is told once for each.
  const creating = Promise.allSettled([
    client.deploy(a, { token: newTokenText() }),
    client.deploy(b, { token: newTokenText({ expDate: "2028-05-01T10:00:00Z" }), connection: "contoso" }),
  ]);
  while (engine.logged.length < 2) await setTimeout(20);
  await client.cancel();
  await creating;
  const message = expect.stringMatching(/^POST .*429 \(throttled\)\. Waiting 30 s before attempt 2/);
  const sorted = [...engine.logged].sort((one, other) => one.urn.localeCompare(other.urn));
  expect(sorted).toEqual([a, b].map((urn) => ({ severity: "info", urn, message })));
}, 60_000);

test("messages: an engine that is gone fails nothing", async () => {
  const { client, engine } = await serve();
  engine.close();
  const stored = await client.deploy(a, { token: soon() });
  expect(stored.id).toMatch(/-/);
});
