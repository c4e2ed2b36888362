import { vppToken } from "../../src/definitions/vppToken";
import { startEmulator } from "../../src/emulator";
import type { GraphEntities } from "../../src/graph/entities";
import { failureOf } from "../support/graphFailure";
import { tokenText } from "../support/tokenText";
import { bearer, connectionTo } from "./scripted";

type Request = { method: string; url: string; body?: unknown; headers: Record<string, string>; status: number };

let requests: Request[];
let emulator: Awaited<ReturnType<typeof startEmulator>>;
let entities: GraphEntities;

beforeEach(async () => {
  requests = [];
  emulator = await startEmulator({ pageSize: 2, onRequest: (request) => requests.push(request) });
  let id = 0;
  entities = connectionTo(emulator, { uuid: () => `id-${++id}` }).graph;
});

afterEach(() => emulator.close());

const token = (name: string) => ({
  token: tokenText({ token: `secret of ${name}`, orgName: name }),
  appleId: `${name}@contoso.example`,
});

test("creates an entity by one POST that names its type, and gives it with its id", async () => {
  const created = await entities.create(vppToken, "v1.0", { ...token("London"), countryOrRegion: "gb" });
  expect(created).toMatchObject({ organizationName: "London", countryOrRegion: "gb", id: expect.any(String) });
  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatchObject({
    method: "POST",
    url: "/v1.0/deviceAppManagement/vppTokens",
    body: { "@odata.type": "#microsoft.graph.vppToken", appleId: "London@contoso.example" },
    headers: {
      authorization: `Bearer ${bearer}`,
      "client-request-id": "id-1",
      "user-agent": expect.stringMatching(/^pulumi-intune\/\d+\.\d+\.\d+/),
    },
  });
});

test("gets an entity as it was created", async () => {
  const created = await entities.create(vppToken, "v1.0", token("London"));
  expect(await entities.get(vppToken, "v1.0", created.id)).toMatchObject({
    id: created.id,
    organizationName: "London",
  });
});

test("gets undefined for an unknown id", async () => {
  expect(await entities.get(vppToken, "v1.0", "00000000-0000-0000-0000-000000000000")).toBeUndefined();
});

test("updates by one PATCH that holds the given properties and no others", async () => {
  const created = await entities.create(vppToken, "v1.0", token("London"));
  const updated = await entities.update(vppToken, "v1.0", created.id, { countryOrRegion: "fr" });
  expect(updated).toMatchObject({ id: created.id, countryOrRegion: "fr", appleId: "London@contoso.example" });
  expect(requests.slice(1).map(({ method, body }) => ({ method, body }))).toEqual([
    { method: "PATCH", body: { "@odata.type": "#microsoft.graph.vppToken", countryOrRegion: "fr" } },
  ]);
});

test("sends requests for beta to beta", async () => {
  const created = await entities.create(vppToken, "beta", { ...token("London"), displayName: "Ours" });
  expect(created).toMatchObject({ displayName: "Ours" });
  expect(requests[0]?.url).toMatch(/^\/beta\//);
});

test("deletes once, and the second time says that it was already gone", async () => {
  const { id } = await entities.create(vppToken, "v1.0", token("London"));
  expect(await entities.delete(vppToken, "v1.0", id)).toBe("deleted");
  expect(await entities.delete(vppToken, "v1.0", id)).toBe("was already gone");
});

test("asks for an action by one POST to it, without a body unless it has parameters", async () => {
  const { id } = await entities.create(vppToken, "v1.0", token("London"));
  expect(await entities.act(vppToken, "v1.0", id, "syncLicenses")).toMatchObject({ id, lastSyncStatus: "inProgress" });
  expect(await entities.act(vppToken, "beta", id, "revokeLicenses", { notifyManagedDevices: false })).toBeUndefined();
  expect(requests.slice(1).map(({ method, url, body }) => ({ method, url, body }))).toEqual([
    { method: "POST", url: `/v1.0/deviceAppManagement/vppTokens/${id}/syncLicenses`, body: undefined },
    {
      method: "POST",
      url: `/beta/deviceAppManagement/vppTokens/${id}/revokeLicenses`,
      body: { notifyManagedDevices: false },
    },
  ]);
});

test("lists every page, by one request a page", async () => {
  const names = ["one", "two", "three", "four", "five"];
  for (const name of names) await entities.create(vppToken, "v1.0", token(name));
  requests.length = 0;
  const listed = await entities.list(vppToken, "v1.0");
  expect(listed.map(({ organizationName }) => organizationName).sort()).toEqual([...names].sort());
  expect(requests).toHaveLength(3);
  expect(requests.every(({ headers }) => headers.authorization === `Bearer ${bearer}`)).toBe(true);
});

test("a refusal holds the service's message and ids", async () => {
  const failure = await failureOf(entities.create(vppToken, "v1.0", { ...token("London"), displayName: "beta's" }));
  expect(failure).toMatchObject({ status: 400, requestId: expect.any(String), graphMessage: expect.any(String) });
  expect(failure.graphMessage).toContain("displayName");
  expect(failure.message).not.toContain(token("London").token);
});

test.each(["", ".", ".."])("the id %j, which would address another thing, is never sent", async (id) => {
  expect((await failureOf(entities.delete(vppToken, "v1.0", id))).graphMessage).toMatch(/is not the id of a VPP token/);
  expect(requests).toEqual([]);
});

test("an id can't change the rest of the path", async () => {
  await entities.get(vppToken, "v1.0", "../users?x=1#y");
  expect(requests[0]?.url).toBe("/v1.0/deviceAppManagement/vppTokens/..%2Fusers%3Fx%3D1%23y");
});
