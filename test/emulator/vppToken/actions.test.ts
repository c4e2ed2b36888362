import { type Emulator, type EmulatorOptions, startEmulator } from "../../../src/emulator";
import type { Json } from "../../../src/emulator/http/json";
import { clientOf, tokens } from "../../support/client";
import { fakeClock } from "../../support/fakeClock";
import { newTokenText } from "../../support/tokenText";

const v1 = `/v1.0${tokens}`;
const beta = `/beta${tokens}`;

let emulator: Emulator;
const clock = fakeClock("by hand", "2026-11-21T08:00:00Z");
async function start(options: EmulatorOptions = {}) {
  emulator = await startEmulator({ now: clock.now, ...options });
  return clientOf(emulator);
}
afterEach(() => emulator.close());

const apps = [
  { bundleId: "com.example.notes", displayName: "Notes", assigned: true, totalLicenseCount: 20, usedLicenseCount: 5 },
  { bundleId: "com.example.desk", platform: "macOs" },
];
const isof = (...types: string[]) => types.map((type) => `isof('microsoft.graph.${type}')`).join(" or ");
const mobileApps = (query: string) => `/deviceAppManagement/mobileApps?${query}`;

describe("syncLicenses", () => {
  test("answers at once, is in progress for a moment and then completed", async () => {
    const call = await start({ actionDuration: 1000 });
    const created = (await call("POST", v1, { token: newTokenText() })).body;
    clock.pass(60_000);
    const started = await call("POST", `${v1}/${created.id}/syncLicenses`);
    expect(started.status).toBe(200);
    expect(started.body).toEqual({
      ...created,
      lastSyncStatus: "inProgress",
      lastModifiedDateTime: expect.any(String),
    });
    clock.pass(1000);
    const done = (await call("GET", `${beta}/${created.id}`)).body;
    expect(done).toMatchObject({ lastSyncStatus: "completed" });
    expect(Date.parse(String(done.lastSyncDateTime))).toBe(clock.now().getTime());
    clock.pass(60_000);
    const again = (await call("POST", `${v1}/${created.id}/syncLicenses`)).body;
    expect(again).toMatchObject({ lastSyncStatus: "inProgress", lastSyncDateTime: done.lastSyncDateTime });
  });

  test("moves lastModifiedDateTime when it starts, and a few milliseconds after its end", async () => {
    const call = await start({ actionDuration: 1000 });
    const { id } = (await call("POST", v1, { token: newTokenText() })).body;
    const path = `${v1}/${id}`;
    const modified = async (method = "GET", action = "", body?: Json) =>
      Date.parse(String((await call(method, `${path}${action}`, body)).body.lastModifiedDateTime));
    clock.pass(60_000);
    const began = clock.now().getTime();
    expect(await modified("POST", "/syncLicenses")).toBe(began);
    clock.pass(1000);
    expect(await modified()).toBe(began);
    clock.pass(3);
    expect(await modified()).toBe(began + 1003);
    expect(await modified("PATCH", "", { appleId: "new" })).toBeGreaterThan(began + 1003);
  });

  test("of a token that doesn't exist is answered with 404", async () => {
    const call = await start();
    expect((await call("POST", `${v1}/nothing/syncLicenses`)).status).toBe(404);
    expect((await call("GET", `${v1}/nothing/syncLicenses`)).status).toBe(405);
  });
});

describe("revokeLicenses", () => {
  test("adds a result that is pending first and then done", async () => {
    const call = await start();
    const { id } = (await call("POST", beta, { token: newTokenText({ apps }) })).body;
    const answer = await call("POST", `${beta}/${id}/revokeLicenses`, {});
    expect([answer.status, answer.text]).toEqual([204, ""]);
    const results = async () => (await call("GET", `${beta}/${id}?$select=tokenActionResults`)).body.tokenActionResults;
    expect(await results()).toMatchObject([{ actionState: "pending", totalLicensesCount: 5 }]);
    clock.pass(1500);
    expect(await results()).toMatchObject([{ actionState: "done" }]);
  });

  test("is unknown to v1.0", async () => {
    const call = await start();
    const { id } = (await call("POST", v1, { token: newTokenText() })).body;
    expect((await call("POST", `${v1}/${id}/revokeLicenses`)).status).toBe(404);
  });
});

describe("the collection's actions", () => {
  test("getLicensesForApp sums up every token that has the app", async () => {
    const call = await start();
    const { id } = (await call("POST", v1, { token: newTokenText({ apps }), appleId: "a@b.c" })).body;
    await call("POST", v1, { token: newTokenText() });
    const answer = await call("GET", `${beta}/getLicensesForApp(bundleId='com.example.notes')`);
    expect(answer.status).toBe(200);
    expect(answer.body.value).toEqual([
      {
        vppTokenId: id,
        appleId: "a@b.c",
        organizationName: "Contoso",
        availableLicenseCount: 15,
        usedLicenseCount: 5,
      },
    ]);
    expect((await call("GET", `${beta}/getLicensesForApp(bundleId='com.example.none')`)).body.value).toEqual([]);
    expect((await call("GET", `${beta}/getLicensesForApp(appId='x')`)).status).toBe(400);
    expect((await call("GET", `${v1}/getLicensesForApp(bundleId='com.example.notes')`)).status).toBe(404);
  });

  test("syncLicenseCounts is accepted in beta", async () => {
    const call = await start();
    expect((await call("POST", `${beta}/syncLicenseCounts`)).status).toBe(204);
  });
});

describe("tokens that are in each other's way", () => {
  test("two of one location are both duplicates, which v1.0 calls invalid, until one goes", async () => {
    const call = await start();
    const first = (await call("POST", v1, { token: newTokenText({ location: "London" }) })).body;
    const second = (await call("POST", beta, { token: newTokenText({ location: "London" }) })).body;
    expect([first.state, second.state]).toEqual(["valid", "duplicateLocationId"]);
    expect((await call("GET", `${v1}/${first.id}`)).body.state).toBe("invalid");
    await call("DELETE", `${v1}/${second.id}`);
    expect((await call("GET", `${beta}/${first.id}`)).body.state).toBe("valid");
  });

  test("a renewal of a token is no duplicate of itself", async () => {
    const call = await start();
    const token = newTokenText();
    const { id } = (await call("POST", v1, { token })).body;
    expect((await call("PATCH", `${v1}/${id}`, { token })).body.state).toBe("valid");
  });

  test("a token of another MDM is free once it is claimed", async () => {
    const call = await start();
    const created = (await call("POST", v1, { token: newTokenText({ externalMdm: true }) })).body;
    expect(created.state).toBe("assignedToExternalMDM");
    const claim = { claimTokenManagementFromExternalMdm: true };
    expect((await call("PATCH", `${beta}/${created.id}`, claim)).body.state).toBe("valid");
  });
});

test("after a renewal the expiry may lag behind, as in Intune", async () => {
  const call = await start({ renewalLag: 1000 });
  const { id, expirationDateTime } = (await call("POST", v1, { token: newTokenText() })).body;
  const renewed = await call("PATCH", `${v1}/${id}`, { token: newTokenText({ expDate: "2028-05-01T10:00:00Z" }) });
  expect(renewed.body.expirationDateTime).toBe(expirationDateTime);
  clock.pass(1000);
  expect((await call("GET", `${v1}/${id}`)).body.expirationDateTime).toBe("2028-05-01T10:00:00Z");
});

describe("mobileApps", () => {
  test("come with their token, are found by type, and go with it", async () => {
    const call = await start();
    const { id } = (await call("POST", beta, { token: newTokenText({ apps }), displayName: "London" })).body;
    const filter = encodeURIComponent(isof("iosVppApp", "macOsVppApp"));
    const found = await call("GET", `/beta${mobileApps(`$filter=${filter}&$expand=assignments`)}`);
    expect(found.body.value).toMatchObject([
      {
        "@odata.type": "#microsoft.graph.iosVppApp",
        displayName: "Notes",
        vppTokenId: id,
        vppTokenDisplayName: "London",
        isAssigned: true,
        assignments: [{ intent: "required" }],
      },
      { "@odata.type": "#microsoft.graph.macOsVppApp", vppTokenId: id, isAssigned: false, assignments: [] },
    ]);
    expect((await call("GET", `${beta}/${id}`)).body.lastAppCount).toBe(2);
    const mac = await call("GET", `/beta${mobileApps(`$filter=(${isof("macOsVppApp")})`)}`);
    expect(mac.body.value).toMatchObject([{ bundleId: "com.example.desk" }]);
    await call("DELETE", `${beta}/${id}`);
    expect((await call("GET", `/beta${mobileApps("")}`)).body.value).toEqual([]);
  });

  test("in v1.0 name no token and hold no app for macOS", async () => {
    const call = await start();
    await call("POST", v1, { token: newTokenText({ apps }) });
    const found = (await call("GET", `/v1.0${mobileApps("")}`)).body.value;
    expect(found).toHaveLength(1);
    expect(found).not.toMatchObject([{ vppTokenId: expect.anything() }]);
  });

  test("can be assigned and freed, and stay so when their token is renewed", async () => {
    const call = await start();
    const { id } = (await call("POST", v1, { token: newTokenText({ apps }) })).body;
    const listed = (await call("GET", `/beta${mobileApps("$top=1")}`)).body;
    expect(listed["@odata.nextLink"]).toContain("$skiptoken=");
    const app = `/beta/deviceAppManagement/mobileApps/${Array.isArray(listed.value) ? listed.value[0].id : ""}`;
    expect((await call("POST", `${app}/assign`, { mobileAppAssignments: [] })).status).toBe(200);
    await call("PATCH", `${v1}/${id}`, { token: newTokenText() });
    expect((await call("GET", `${app}/assignments`)).body.value).toEqual([]);
    await call("POST", `${app}/assign`, { mobileAppAssignments: [{ intent: "available" }] });
    expect((await call("GET", `${app}?$expand=assignments`)).body.assignments).toMatchObject([{ intent: "available" }]);
  });

  test.each(["$filter=displayName eq 'x'", "$expand=categories", "$orderby=id"])("refuse %s", async (query) => {
    const call = await start();
    expect((await call("GET", `/beta${mobileApps(query)}`)).status).toBe(400);
  });
});
