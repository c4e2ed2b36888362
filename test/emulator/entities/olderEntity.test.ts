import { defaultOrganizationId } from "../../../src/emulator/settings";
import { tokens } from "../../support/client";
import { emulatorsOfTest } from "../../support/emulators";
import { fakeClock } from "../../support/fakeClock";
import { newTokenText } from "../../support/tokenText";

const successors = `/beta${tokens}`;
const collectionOf = (organizationId: string, version = "beta") =>
  `/${version}/organization/${organizationId}/appleVolumePurchaseProgramTokens`;
const collection = collectionOf(defaultOrganizationId);

const start = emulatorsOfTest();

describe("the older entity", () => {
  test("is answered with its own names, and with nothing that came later", async () => {
    const { emulator, call } = await start({ now: fakeClock("by hand", "2026-11-21T08:00:00Z").now });
    const created = await call("POST", collection, {
      "@odata.type": "#microsoft.graph.appleVolumePurchaseProgramToken",
      token: newTokenText(),
      volumePurchaseProgramTokenAccountType: "education",
    });
    expect(created.status).toBe(201);
    expect(created.body).toEqual({
      "@odata.context": `${emulator.url}/beta/$metadata#organization('${defaultOrganizationId}')/appleVolumePurchaseProgramTokens/$entity`,
      "@odata.type": "#microsoft.graph.appleVolumePurchaseProgramToken",
      id: expect.any(String),
      organizationName: "Contoso",
      volumePurchaseProgramTokenAccountType: "education",
      appleId: null,
      token: null,
      automaticallyUpdateApps: false,
      countryOrRegion: null,
      expirationDateTime: "2027-05-01T17:00:00Z",
      state: "valid",
      lastSyncDateTime: "2026-11-21T08:00:00.0000000Z",
      lastSyncStatus: "completed",
      lastModifiedDateTime: "2026-11-21T08:00:00.0000000Z",
    });
  });

  test("is the same token as the newer one, whichever of them is changed or deleted", async () => {
    const { call } = await start();
    const { id } = (await call("POST", successors, { token: newTokenText(), displayName: "London" })).body;
    const changed = await call("PATCH", `${collection}/${id}`, { volumePurchaseProgramTokenAccountType: "education" });
    expect(changed.status).toBe(200);
    expect((await call("GET", `${successors}/${id}`)).body).toMatchObject({
      displayName: "London",
      vppTokenAccountType: "education",
    });
    expect((await call("GET", collection)).body.value).toMatchObject([{ id }]);
    expect((await call("DELETE", `${collection}/${id}`)).status).toBe(204);
    expect((await call("GET", `${successors}/${id}`)).status).toBe(404);
  });

  test.each(["displayName", "vppTokenAccountType", "roleScopeTagIds"])("doesn't know %s", async (name) => {
    const { call } = await start();
    const value = name === "roleScopeTagIds" ? ["0"] : "business";
    expect((await call("POST", collection, { token: newTokenText(), [name]: value })).status).toBe(400);
  });

  test("says that a token which another MDM has is invalid, because its states have no name for that", async () => {
    const { call } = await start();
    const { id } = (await call("POST", successors, { token: newTokenText({ externalMdm: true }) })).body;
    expect((await call("GET", `${successors}/${id}`)).body.state).toBe("assignedToExternalMDM");
    expect((await call("GET", `${collection}/${id}`)).body.state).toBe("invalid");
  });

  test("syncs its licenses, and has none of the later actions", async () => {
    const { call } = await start();
    const { id } = (await call("POST", collection, { token: newTokenText() })).body;
    const synced = await call("POST", `${collection}/${id}/syncLicenses`);
    expect(synced.status).toBe(200);
    expect(synced.body).toMatchObject({ id, lastSyncStatus: "inProgress" });
    expect((await call("POST", `${collection}/${id}/revokeLicenses`)).status).toBe(404);
  });

  test("was never in v1.0", async () => {
    const { call } = await start();
    const { id } = (await call("POST", collection, { token: newTokenText() })).body;
    const v1 = collectionOf(defaultOrganizationId, "v1.0");
    expect((await call("GET", v1)).status).toBe(404);
    expect((await call("POST", `${v1}/${id}/syncLicenses`)).status).toBe(404);
  });
});

describe("the organization in the path", () => {
  const organizationId = "ABCDEF00-0000-4000-8000-000000000001";

  test("is the tenant's, in either case", async () => {
    const { call } = await start({ organizationId });
    expect((await call("GET", collectionOf(organizationId.toLowerCase()))).status).toBe(200);
  });

  test("of another tenant is not found, whatever is asked of it", async () => {
    const { call } = await start({ organizationId });
    const { id } = (await call("POST", collectionOf(organizationId), { token: newTokenText() })).body;
    for (const [method, path] of [
      ["GET", collection],
      ["POST", collection],
      ["GET", `${collection}/${id}`],
      ["PATCH", `${collection}/${id}`],
      ["DELETE", `${collection}/${id}`],
      ["POST", `${collection}/${id}/syncLicenses`],
    ] as const) {
      const body = method === "GET" || method === "DELETE" ? undefined : { token: newTokenText() };
      const answer = await call(method, path, body);
      expect([method, path, answer.status]).toEqual([method, path, 404]);
      expect(answer.text).toContain(defaultOrganizationId);
    }
    expect((await call("GET", collectionOf(organizationId))).body.value).toHaveLength(1);
  });
});
