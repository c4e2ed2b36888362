import { vppToken } from "../../src/definitions/vppToken";
import { failureOf } from "../support/graphFailure";
import type { ScriptedServer } from "../support/scriptedServer";
import { closeServers, connectionTo, serverWith } from "./scripted";

afterEach(closeServers);

const connected = (server: ScriptedServer, timeLimitSeconds = 10) => connectionTo(server, { timeLimitSeconds }).graph;
const entity = { id: "1", appleId: "vpp@contoso.example" };

test("a redirect is not followed, and the bearer stays", async () => {
  const elsewhere = await serverWith(() => ({ status: 200, body: { value: [] } }));
  const server = await serverWith(() => ({ status: 302, headers: { Location: elsewhere.url } }));
  const failure = await failureOf(connected(server).list(vppToken, "v1.0"));
  expect(failure.graphMessage).toMatch(/redirects elsewhere/);
  expect(elsewhere.seen).toEqual([]);
});

test("a list that goes on elsewhere is refused there, and the bearer stays", async () => {
  const elsewhere = await serverWith(() => ({ status: 200, body: { value: [] } }));
  const server = await serverWith(() => ({
    status: 200,
    body: { value: [entity], "@odata.nextLink": `${elsewhere.url}/v1.0/deviceAppManagement/vppTokens?$skiptoken=2` },
  }));
  const failure = await failureOf(connected(server).list(vppToken, "v1.0"));
  expect(failure.graphMessage).toContain(`goes on at ${elsewhere.url}`);
  expect(elsewhere.seen).toEqual([]);
});

test("a list that goes in circles comes to an end", async () => {
  const server = await serverWith(({ headers }) => ({
    status: 200,
    body: { value: [], "@odata.nextLink": `http://${headers.host}/v1.0/deviceAppManagement/vppTokens?$skiptoken=2` },
  }));
  expect((await failureOf(connected(server).list(vppToken, "v1.0"))).graphMessage).toMatch(/not a list that ends/);
});

test("a service that doesn't answer is given up on", async () => {
  const server = await serverWith(() => "be silent");
  const failure = await failureOf(connected(server, 0.1).list(vppToken, "v1.0"));
  expect(failure).toMatchObject({
    status: undefined,
    code: "TimedOut",
    graphMessage: `no answer within 0.1 s (${server.url})`,
  });
});

test("a connection that breaks off is called that, without what was sent over it", async () => {
  const server = await serverWith(() => "hang up");
  const failure = await failureOf(connected(server).create(vppToken, "v1.0", { token: "the-secret" }));
  expect(failure).toMatchObject({ status: undefined, graphMessage: expect.stringMatching(/broke off/) });
  expect(`${failure.message}${failure.stack}`).not.toMatch(/the-secret|a-bearer/);
});

test("a proxy's 404 page doesn't make an entity disappear, and Graph's 404 does", async () => {
  const page = await serverWith(() => ({
    status: 404,
    headers: { "Content-Type": "text/html" },
    body: "<html>no</html>",
  }));
  expect(await failureOf(connected(page).get(vppToken, "v1.0", "1"))).toMatchObject({ status: 404 });
  expect(await failureOf(connected(page).delete(vppToken, "v1.0", "1"))).toMatchObject({ status: 404 });
  const graph = await serverWith(() => ({
    status: 404,
    body: { error: { code: "ResourceNotFound", message: "No." } },
  }));
  expect(await connected(graph).get(vppToken, "v1.0", "1")).toBeUndefined();
});

test.each([400, 401, 403, 410, 500])("only a 404 tells that an entity is gone, and %s doesn't", async (status) => {
  const server = await serverWith(() => ({ status, body: { error: { code: "X", message: "Y" } } }));
  expect(await failureOf(connected(server).get(vppToken, "v1.0", "1"))).toMatchObject({ status });
});

test.each([
  ["an array", []],
  ["a text", '"text"'],
  ["an object without an id", {}],
  ["an empty id", { id: "" }],
  ["no JSON", "<html></html>"],
])("an entity that is %s is refused", async (_what, body) => {
  const server = await serverWith(() => ({ status: 200, body }));
  await failureOf(connected(server).get(vppToken, "v1.0", "1"));
  await failureOf(connected(server).list(vppToken, "v1.0"));
});

test("an update that is answered without the entity is read back", async () => {
  const server = await serverWith(({ method }) =>
    method === "PATCH" ? { status: 204 } : { status: 200, body: entity },
  );
  expect(await connected(server).update(vppToken, "v1.0", "1", {})).toEqual(entity);
});

test("a token that the service repeats in its refusal does not come back", async () => {
  const server = await serverWith(({ body }) => ({
    status: 400,
    body: { error: { code: "BadRequest", message: body } },
  }));
  const failure = await failureOf(connected(server).create(vppToken, "v1.0", { token: "the-secret" }));
  expect(failure.graphMessage).toContain("[secret]");
  expect(failure.message).not.toContain("the-secret");
});
