import { startEmulator } from "../../../src/emulator";
import type { DynamicResource } from "../../../src/engine/dynamic/dynamicResource";
import type { PropertyMap } from "../../../src/provider/propertyMap";
import { type FakeClock, fakeClock } from "../../support/fakeClock";
import { graphError } from "../../support/refusingService";
import { runAgainst, startOfRuns } from "../../support/runAgainst";
import { type Script, type ScriptedServer, startScriptedServer } from "../../support/scriptedServer";
import { tokenText } from "../../support/tokenText";

type Emulator = Awaited<ReturnType<typeof startEmulator>>;

const second = 1000;
const minute = 60 * second;
const keynote = { bundleId: "com.apple.keynote", displayName: "Keynote", assigned: true, usedLicenseCount: 5 };

let made = 0;
let clock: FakeClock;
let said: string[];
let asked: string[];
let bodies: unknown[];
let addresses: string[];
let emulator: Emulator | undefined;
let service: ScriptedServer | undefined;
/** What happens elsewhere while a delete waits. */
let meanwhile: () => Promise<unknown>;

/** A token's life against a service, with a clock that only waiting moves. */
function lifeAt(url: string): DynamicResource {
  const sleep = async (milliseconds: number) => {
    await clock.sleep(milliseconds);
    await meanwhile();
  };
  const log = (sentence: string) => said.push(sentence);
  return runAgainst(url, { clock: { now: clock.now, sleep }, log }).resourceOf("vppToken");
}

async function intune(actionDuration = 10 * second): Promise<DynamicResource> {
  emulator = await startEmulator({
    now: () => clock.now(),
    actionDuration,
    pageSize: 2,
    onRequest: ({ method, path, url, body }) => {
      addresses.push(decodeURIComponent(url));
      asked.push(`${method} ${path.replace(/[0-9a-f-]{36}/, "ID")}`);
      bodies.push(body);
    },
  });
  return lifeAt(emulator.url);
}

async function created(
  resource: DynamicResource,
  more: PropertyMap = {},
  content: Parameters<typeof tokenText>[0] = {},
) {
  made += 1;
  // No two alike: Intune refuses to have one token twice, and so do we.
  const text = tokenText({ token: `secret ${made}`, expDate: `${2050 + made}-05-01T10:00:00Z`, ...content });
  const { inputs } = await resource.check(undefined, { token: text, ...more });
  const live = await resource.create(inputs);
  asked.length = 0;
  bodies.length = 0;
  return live;
}

/** What somebody else does to a token; it is not among what was asked. */
async function elsewhere(method: string, item: string): Promise<void> {
  const address = `${emulator?.url}/beta/deviceAppManagement/vppTokens/${item}`;
  const own = asked.length;
  await fetch(address, { method, headers: { authorization: "Bearer x" } });
  asked.length = own;
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Error ? error.message : "it did not fail";
}

const apps = "GET /beta/deviceAppManagement/mobileApps";
const get = "GET /beta/deviceAppManagement/vppTokens/ID";
const revoke = "POST /beta/deviceAppManagement/vppTokens/ID/revokeLicenses";
const remove = "DELETE /v1.0/deviceAppManagement/vppTokens/ID";

beforeEach(() => {
  clock = fakeClock("by itself", startOfRuns);
  said = [];
  asked = [];
  bodies = [];
  addresses = [];
  meanwhile = async () => {};
});
afterEach(async () => {
  await emulator?.close();
  await service?.close();
  emulator = undefined;
  service = undefined;
});

describe("the guard of a delete", () => {
  test("is one list before the delete", async () => {
    const resource = await intune();
    const { id, state } = await created(resource);
    await resource.delete(id, state);
    expect(asked).toEqual([apps, remove]);
    expect(addresses.at(-2)).toMatch(/\?\$filter=isof\('microsoft\.graph\.iosVppApp'\) or isof\([^)]+\)$/);
  });

  test("refuses while an app is assigned, on whatever page, and sends no delete", async () => {
    const resource = await intune();
    const others = ["a", "b", "c"].map((bundleId) => ({ bundleId, assigned: false }));
    const mac = { ...keynote, platform: "macOs", displayName: "Keynote for Mac" };
    const { id, state } = await created(resource, {}, { apps: [...others, keynote, mac] });
    const message = await messageOf(resource.delete(id, state));
    expect(message).toMatch(/^deleting the VPP token [0-9a-f-]+ was refused/);
    expect(message).toMatch(/Keynote \(com\.apple\.keynote, id [0-9a-f-]+\)\n.*Keynote for Mac/);
    expect(message).not.toContain("(a,");
    expect(message).toContain("forceDestroy: true");
    expect(asked).toEqual([apps, apps, apps]);
  });

  test("does not mind the assigned apps of another token", async () => {
    const resource = await intune();
    await created(resource, {}, { apps: [keynote] });
    const { id, state } = await created(resource);
    await resource.delete(id, state);
    expect(asked).toEqual([apps, remove]);
  });

  test("asks nothing with forceDestroy", async () => {
    const resource = await intune();
    const { id, state } = await created(resource, { forceDestroy: true }, { apps: [keynote] });
    await resource.delete(id, state);
    expect(asked).toEqual([remove]);
  });

  test("shares its list with other deletes, however long they take", async () => {
    const resource = await intune();
    const tokens = [];
    for (let count = 0; count < 6; count++) tokens.push(await created(resource));
    const [last, ...first] = tokens;
    await Promise.all(first.map(({ id, state }) => resource.delete(id, state)));
    expect(asked.filter((request) => request === apps)).toHaveLength(1);
    expect(asked.filter((request) => request === remove)).toHaveLength(5);
    clock.pass(30 * minute);
    if (last) await resource.delete(last.id, last.state);
    expect(asked.filter((request) => request === apps)).toHaveLength(1);
  });

  async function against(script: Script): Promise<DynamicResource> {
    service = await startScriptedServer(script);
    return lifeAt(service.url);
  }

  test("does not refuse by a list from earlier in the run: apps may have been freed meanwhile", async () => {
    let isAssigned = true;
    const app = () => ({ id: "1", displayName: "Keynote", bundleId: "k", isAssigned, vppTokenId: "second" });
    const resource = await against(({ method }) =>
      method === "DELETE" ? { status: 204 } : { status: 200, body: { value: [app()] } },
    );
    await resource.delete("first", {});
    expect(await messageOf(resource.delete("second", {}))).toMatch(/was refused/);
    isAssigned = false;
    await resource.delete("second", {});
    expect(service?.seen.map(({ method }) => method)).toEqual(["GET", "DELETE", "GET", "GET", "DELETE"]);
  });

  test("refuses many by one list more than the one from earlier in the run", async () => {
    const ids = ["first", "second", "third", "fourth"];
    const value = ids.map((vppTokenId) => ({ id: `app of ${vppTokenId}`, isAssigned: true, vppTokenId }));
    const resource = await against(() => ({ status: 200, body: { value } }));
    expect(await messageOf(resource.delete("first", {}))).toMatch(/was refused/);
    const refused = await Promise.all(ids.map((id) => messageOf(resource.delete(id, {}))));
    for (const message of refused) expect(message).toMatch(/was refused/);
    expect(service?.seen.map(({ method }) => method)).toEqual(["GET", "GET"]);
  });

  test("does not advise to go without it over trouble of another kind", async () => {
    const resource = await against(() => ({ status: 400, body: graphError("BadRequest", "Not today.") }));
    const message = await messageOf(resource.delete("4711", {}));
    expect(message).toContain("Not today.");
    expect(message).not.toContain("forceDestroy");
  });

  test("refuses without the permission to read apps, and names it and the way around", async () => {
    const resource = await against(() => ({ status: 403, body: graphError("Forbidden", "Not authorized.") }));
    const message = await messageOf(resource.delete("4711", {}));
    expect(message).toMatch(
      /^deleting the VPP token 4711 was refused, .*: Looking up the assigned apps .* answered 403/,
    );
    expect(message).toContain("DeviceManagementApps.Read.All");
    expect(message).toContain("declare `forceDestroy: true`");
    expect(service?.seen.map(({ method }) => method)).toEqual(["GET"]);
  });

  test("does not take a service that has no such list for a tenant without apps, nor for a token that is gone", async () => {
    const resource = await against(() => ({ status: 404, body: graphError("ResourceNotFound", "No such segment.") }));
    const message = await messageOf(resource.delete("4711", {}));
    expect(message).toContain("answered 404 to /deviceAppManagement/mobileApps: No such segment.");
    expect(message).not.toContain("pulumi refresh");
  });

  test.each([403, 404])("names no way around where a proxy's page answers the look-up with %s", async (status) => {
    const page = "<html><head><title>Blocked</title></head></html>";
    const resource = await against(() => ({ status, headers: { "Content-Type": "text/html" }, body: page }));
    const message = await messageOf(resource.delete("4711", {}));
    expect(message).toMatch(/HTTP 40[34] without an error from Microsoft Graph: a web page with the title "Blocked"/);
    expect(message).not.toContain("forceDestroy");
  });

  test("asks for the list again after a delete that failed", async () => {
    const resource = await against(({ method }) =>
      method === "GET" ? { status: 200, body: { value: [] } } : { status: 400, body: graphError("BadRequest", "No.") },
    );
    for (let count = 0; count < 2; count++) await messageOf(resource.delete("4711", {}));
    expect(service?.seen.map(({ method }) => method)).toEqual(["GET", "DELETE", "GET", "DELETE"]);
  });
});

describe("the revocation before a delete", () => {
  const declared = { revokeLicensesOnDelete: true };
  const unassigned = { apps: [{ ...keynote, assigned: false }] };

  test("comes after the guard, is waited for, and the delete follows when it is done", async () => {
    const resource = await intune();
    const { id, state } = await created(resource, declared, unassigned);
    await resource.delete(id, state);
    expect(asked.slice(0, 3)).toEqual([apps, get, revoke]);
    expect(asked.slice(3, -1).length).toBeGreaterThan(1);
    expect(new Set(asked.slice(3, -1))).toEqual(new Set([get]));
    expect(asked.at(-1)).toBe(remove);
    expect(bodies[2]).toEqual({ notifyManagedDevices: false, revokeUntrackedLicenses: false });
    expect(said).toEqual([`Revoking the licenses of the VPP token ${id}: it is deleted when Intune has done that.`]);
  });

  test("is not asked for where the guard refuses", async () => {
    const resource = await intune();
    const { id, state } = await created(resource, declared, { apps: [keynote] });
    expect(await messageOf(resource.delete(id, state))).toContain("Keynote");
    expect(asked).toEqual([apps]);
  });

  test("is not done when an earlier one was", async () => {
    const resource = await intune();
    const { id, state } = await created(resource, declared, unassigned);
    await elsewhere("POST", `${id}/revokeLicenses`);
    clock.pass(minute);
    const before = clock.now().getTime();
    await resource.delete(id, state);
    expect(asked.at(-1)).toBe(remove);
    expect(clock.now().getTime() - before).toBeGreaterThanOrEqual(10 * second);
  });

  test("stops the delete when it fails, and says why and what to do", async () => {
    const resource = await intune();
    const { id, state } = await created(resource, declared, { ...unassigned, expDate: "2026-11-01T00:00:05Z" });
    const message = await messageOf(resource.delete(id, state));
    expect(message).toContain(`revoking the licenses of the VPP token ${id} failed: Intune says: failed`);
    expect(message).toContain("expiredVppToken");
    expect(message).toContain("5 of 5 licenses failed");
    expect(message).toContain("take `revokeLicensesOnDelete` out of the program");
    expect(asked).not.toContain(remove);
  });

  test("stops the delete after half an hour, after telling now and then that it goes on", async () => {
    const resource = await intune(60 * minute);
    const { id, state } = await created(resource, declared, unassigned);
    const before = clock.now().getTime();
    const message = await messageOf(resource.delete(id, state));
    expect(clock.now().getTime() - before).toBe(30 * minute);
    expect(message).toContain("has not ended after 30 minutes (Intune says: pending)");
    expect(asked).not.toContain(remove);
    expect(said.length).toBeGreaterThan(3);
    expect(said.length).toBeLessThan(10);
    expect(said[1]).toMatch(/^Revoking the licenses of the VPP token .* has not ended after .*pending/);
  });

  test("counts a token that was gone before as deleted", async () => {
    const resource = await intune();
    const { id, state } = await created(resource, declared, unassigned);
    await elsewhere("DELETE", id);
    await resource.delete(id, state);
    expect(asked).toEqual([apps, get]);
  });

  test("counts a token that goes while it is waited for as deleted", async () => {
    const resource = await intune();
    const { id, state } = await created(resource, declared, unassigned);
    meanwhile = () => elsewhere("DELETE", id);
    await resource.delete(id, state);
    expect(asked).toEqual([apps, get, revoke, get]);
  });

  test("does not take a service that doesn't know the action for a token that is gone", async () => {
    service = await startScriptedServer(({ method, url }) => {
      if (url.includes("mobileApps")) return { status: 200, body: { value: [] } };
      if (method === "GET") return { status: 200, body: { id: "4711" } };
      return { status: 404, body: graphError("ResourceNotFound", "Resource not found for the segment.") };
    });
    const message = await messageOf(lifeAt(service.url).delete("4711", declared));
    expect(message).toContain("failed: Microsoft Graph answered 404: Resource not found for the segment.");
    expect(service.seen.map(({ method }) => method)).toEqual(["GET", "GET", "POST", "GET"]);
  });
});
