import { vppToken } from "../../../src/definitions/vppToken";
import { startEmulator } from "../../../src/emulator";
import type { DynamicResource } from "../../../src/engine/dynamic/dynamicResource";
import { type PropertyMap, unknownValue } from "../../../src/provider/propertyMap";
import { type FakeClock, fakeClock } from "../../support/fakeClock";
import { runAgainst, startOfRuns, type TestRun } from "../../support/runAgainst";
import { type Script, startScriptedServer } from "../../support/scriptedServer";
import { tokenText } from "../../support/tokenText";

const secondsOfASync = 40;

let clock: FakeClock;
let said: string[];
let asked: string[];
let run: TestRun;
let sync: DynamicResource;
const closing: (() => Promise<void>)[] = [];

function connected(url: string): DynamicResource {
  run = runAgainst(url, { clock, log: (sentence) => said.push(sentence), connections: { intune: {}, contoso: {} } });
  return run.resourceOf("vppTokenLicenseSync");
}

beforeEach(async () => {
  clock = fakeClock("by itself", startOfRuns);
  [said, asked] = [[], []];
  const emulator = await startEmulator({
    // An hour apart from the provider's clock, as a service's may be.
    now: () => new Date(clock.now().getTime() - 3_600_000),
    actionDuration: secondsOfASync * 1000,
    onRequest: ({ method, path }) => asked.push(`${method} ${path.replace("/deviceAppManagement/vppTokens", "")}`),
  });
  closing.push(() => emulator.close());
  sync = connected(emulator.url);
});

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function newToken(expDate = "2099-05-01T10:00:00-0700"): Promise<string> {
  const { id } = await run.graph.create(vppToken, "v1.0", {
    token: tokenText({ token: `made up at ${clock.now().getTime()}`, expDate }),
  });
  clock.pass(1000);
  asked.length = 0;
  return id;
}

const messageOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error("it did not fail");
  return error.message;
};

test("a check reads the settings of the connection, so that what is missing shows at preview, and asks nothing", async () => {
  expect(await sync.check(undefined, { vppTokenId: "1", connection: "contoso" })).toMatchObject({ failures: [] });
  expect(run.namespaces).toEqual(["contoso"]);
  await sync.check(undefined, { vppTokenId: "1", connection: unknownValue });
  expect(run.namespaces).toEqual(["contoso", "intune"]);
  expect(asked).toEqual([]);
});

describe("creating a license sync", () => {
  test("syncs and waits for the end, whatever the service's clock says", async () => {
    const vppTokenId = await newToken();
    const { id, state } = await sync.create({ vppTokenId, triggers: ["a"] });
    expect(id).toBe(vppTokenId);
    expect(state).toEqual({
      vppTokenId,
      triggers: ["a"],
      lastSyncStatus: "completed",
      lastSyncDateTime: expect.stringMatching(/^2026-10-31T23:00:41/),
    });
    expect(asked.slice(0, 3)).toEqual([`GET /v1.0/${id}`, `POST /v1.0/${id}/syncLicenses`, `GET /v1.0/${id}`]);
    expect(asked.filter((request) => request.startsWith("POST"))).toHaveLength(1);
    expect(asked.length).toBeLessThan(12);
  });

  test("tells in sentences how it goes, at the start and when it takes long", async () => {
    const id = await newToken();
    await sync.create({ vppTokenId: id });
    expect(said).toEqual([
      `The license sync of the VPP token ${id} has been asked for; waiting up to 10 minutes for its end.`,
      expect.stringMatching(
        /has not ended after 3\d seconds: lastSyncStatus is "inProgress", lastSyncDateTime is "2026/,
      ),
    ]);
  });

  test("is one POST when the program doesn't wait, through the version that it asks for", async () => {
    const vppTokenId = await newToken();
    const { state } = await sync.create({ vppTokenId, waitForCompletion: false, apiVersion: "beta" });
    expect(state).toMatchObject({ lastSyncStatus: "inProgress", waitForCompletion: false });
    expect(asked).toEqual([`POST /beta/${vppTokenId}/syncLicenses`]);
    expect(said).toEqual([]);
  });

  test("goes through the connection that the program names", async () => {
    await sync.create({ vppTokenId: await newToken(), connection: "contoso", waitForCompletion: false });
    expect([...new Set(run.namespaces)]).toEqual(["contoso"]);
  });

  test("fails when the sync does, and says what to look at", async () => {
    const id = await newToken("2026-10-31T23:00:05Z");
    const message = await messageOf(sync.create({ vppTokenId: id }));
    expect(message).toMatch(
      new RegExp(`^the license sync of the VPP token ${id} failed \\(state of the VPP token: "expired"\\)`),
    );
    expect(message).toMatch(/Tenant administration > Connectors and tokens > Apple VPP tokens/);
    expect(message).toMatch(/The next `pulumi up` asks for it again/);
    // And a second time, when the service shows a failure already.
    expect(await messageOf(sync.create({ vppTokenId: id }))).toMatch(/ failed /);
  });

  test("fails when the sync takes too long, and says how long that was and how it stood", async () => {
    const vppTokenId = await newToken();
    const began = clock.now().getTime();
    const message = await messageOf(sync.create({ vppTokenId, timeoutSeconds: 30 }));
    expect(message).toMatch(
      /has not ended within 30 seconds: lastSyncStatus is "inProgress", lastSyncDateTime is "2026/,
    );
    expect(message).toMatch(/timeoutSeconds.*waitForCompletion: false/);
    expect(clock.now().getTime() - began).toBe(30_000);
  });

  test("fails for a token that isn't there, and asks for no sync", async () => {
    const message = await messageOf(sync.create({ vppTokenId: "gone" }));
    expect(message).toMatch(
      /^there is no VPP token gone in Intune, so no license sync can be run for it: check vppTokenId/,
    );
    expect(asked).toEqual(["GET /v1.0/gone"]);
    expect(await messageOf(sync.create({ vppTokenId: "gone", waitForCompletion: false }))).toBe(message);
  });
});

test("a 404 that is about the address doesn't say that the token is gone", async () => {
  const error = { code: "BadRequest", message: "Resource not found for the segment 'syncLicenses'." };
  const server = await startScriptedServer(({ method }) =>
    method === "POST" ? { status: 404, body: { error } } : { status: 200, body: { id: "4711", state: "valid" } },
  );
  closing.push(() => server.close());
  const message = await messageOf(connected(server.url).create({ vppTokenId: "4711" }));
  expect(message).toMatch(/Running the license sync of the VPP token 4711 failed: .*404 \(BadRequest\)/);
});

describe("a license sync", () => {
  test("is asked for again when a trigger changes", async () => {
    const vppTokenId = await newToken();
    const { id, state } = await sync.create({ vppTokenId, triggers: ["a"] });
    asked.length = 0;
    const after = await sync.update(id, state, { vppTokenId, triggers: ["b"] });
    expect(asked[1]).toBe(`POST /v1.0/${id}/syncLicenses`);
    expect(after).toMatchObject({ triggers: ["b"], lastSyncStatus: "completed" });
    expect(Date.parse(String(after.lastSyncDateTime))).toBeGreaterThan(Date.parse(String(state.lastSyncDateTime)));
  });

  test("asks nothing when only the waiting changes, and keeps what is known", async () => {
    const vppTokenId = await newToken();
    const { id, state } = await sync.create({ vppTokenId });
    asked.length = 0;
    expect(await sync.update(id, state, { vppTokenId, timeoutSeconds: 5 })).toEqual({ ...state, timeoutSeconds: 5 });
    expect(asked).toEqual([]);
  });

  test("is for another token in place, and is read there from then on", async () => {
    const { id, state } = await sync.create({ vppTokenId: await newToken() });
    const other = await newToken();
    const after = await sync.update(id, state, { vppTokenId: other });
    expect(asked).toContain(`POST /v1.0/${other}/syncLicenses`);
    asked.length = 0;
    expect(await sync.read(id, after)).toMatchObject({ inputs: { vppTokenId: other } });
    expect(asked).toEqual([`GET /v1.0/${other}`]);
  });

  test("is read with the inputs as they were declared and the outputs as they are", async () => {
    const vppTokenId = await newToken();
    const declared = { vppTokenId, triggers: [{ a: 1 }], waitForCompletion: true };
    const { id, state } = await sync.create(declared);
    await run.graph.act(vppToken, "v1.0", id, "syncLicenses");
    const live = await sync.read(id, state);
    expect(live?.inputs).toEqual(declared);
    expect(live?.state).toEqual({ ...state, lastSyncStatus: "inProgress" });
    expect(await sync.diff(id, live?.state as PropertyMap, declared)).toEqual([]);
  });

  test("goes with its token, and with nothing else", async () => {
    const { id, state } = await sync.create({ vppTokenId: await newToken() });
    await run.graph.delete(vppToken, "v1.0", id);
    expect(await sync.read(id, state)).toBeUndefined();
  });

  test("is deleted without a request", async () => {
    const { id, state } = await sync.create({ vppTokenId: await newToken() });
    asked.length = 0;
    await sync.delete(id, state);
    expect(asked).toEqual([]);
  });
});

describe("with a service of other manners", () => {
  const entity = (lastSyncStatus: string, lastSyncDateTime: string) => ({ id: "1", lastSyncStatus, lastSyncDateTime });
  const [old, fresh] = [entity("completed", "2026-11-01T00:00:00Z"), entity("completed", "2026-11-01T00:00:09Z")];

  async function against(script: Script): Promise<{ state: PropertyMap; requests: string[] }> {
    const server = await startScriptedServer(script);
    closing.push(() => server.close());
    const { state } = await connected(server.url).create({ vppTokenId: "1" });
    return { state, requests: server.seen.map(({ method }) => method) };
  }

  test("the completion of the sync before is not taken for this one's", async () => {
    const { state, requests } = await against((_, index) => ({ status: 200, body: index < 5 ? old : fresh }));
    expect(state).toMatchObject({ lastSyncDateTime: fresh.lastSyncDateTime });
    expect(requests).toEqual(["GET", "POST", "GET", "GET", "GET", "GET"]);
  });

  test("a sync that has ended by the answer needs no second look", async () => {
    const { requests } = await against((_, index) => ({ status: 200, body: index < 1 ? old : fresh }));
    expect(requests).toEqual(["GET", "POST"]);
  });

  test("an answer without the entity is followed by a look at it", async () => {
    const { requests } = await against(({ method }, index) =>
      method === "POST" ? { status: 204 } : { status: 200, body: index < 1 ? old : fresh },
    );
    expect(requests).toEqual(["GET", "POST", "GET"]);
  });

  test("an answer with the entity inside of `value`, as Graph's reference shows it, is understood", async () => {
    const { requests } = await against(({ method }) => ({
      status: 200,
      body: method === "POST" ? { value: fresh } : old,
    }));
    expect(requests).toEqual(["GET", "POST"]);
  });

  test("a refusal is told with the permission that is missing", async () => {
    const work = against(({ method }) =>
      method === "POST"
        ? { status: 403, body: { error: { code: "Forbidden", message: "No." } } }
        : { status: 200, body: old },
    );
    expect(await messageOf(work)).toMatch(
      /^Running the license sync of the VPP token 1 failed: .*403.*DeviceManagementServiceConfig\.ReadWrite\.All/,
    );
  });
});

test("a sync that seems not to have begun in time is said not to have", async () => {
  const server = await startScriptedServer(() => ({
    status: 200,
    body: { id: "1", lastSyncStatus: "completed", lastSyncDateTime: "2026-11-01T00:00:00Z" },
  }));
  closing.push(() => server.close());
  const message = await messageOf(connected(server.url).create({ vppTokenId: "1", timeoutSeconds: 90 }));
  expect(message).toMatch(/within 1 minute 30 seconds: lastSyncStatus is "completed".*, as before it was asked for/);
});
