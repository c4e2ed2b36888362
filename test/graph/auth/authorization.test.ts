import { vppToken } from "../../../src/definitions/vppToken";
import { cachedAccessToken } from "../../../src/graph/auth/accessToken";
import { mayCarryBearer } from "../../../src/graph/auth/authorization";
import { type GraphCall, graphClient, request } from "../../../src/graph/http/request";
import { failureOf } from "../../support/graphFailure";
import type { Script } from "../../support/scriptedServer";
import { bearer, closeServers, scripted, serverWith } from "../scripted";

afterEach(closeServers);

/** A client whose sign-in issues "token 1", "token 2" and so on, or always the same. */
async function signedIn(script: Script, issue: (count: number) => string = (count) => `token-${count}`) {
  const server = await serverWith(script);
  const acquired: boolean[] = [];
  const acquire = async (forceRefresh: boolean) => {
    acquired.push(forceRefresh);
    return { token: issue(acquired.length), expiresOnTimestamp: 3_600_000 };
  };
  const client = graphClient({
    graphEndpoint: server.url,
    acquireToken: cachedAccessToken(acquire, () => new Date(0)),
    uuid: () => "an-id",
    userAgent: "a-test",
    attemptTimeoutMs: 10_000,
  });
  const send = (operation: GraphCall["operation"]) =>
    request(client, { operation, version: "v1.0", path: "/x", body: { a: 1 } }, 10_000);
  return { server, acquired, send };
}

const refused = { status: 401, body: { error: { code: "InvalidAuthenticationToken", message: "It was revoked." } } };
const welcome = { status: 200, body: { id: "1" } };
const onlyWith =
  (token: string): Script =>
  ({ headers }) =>
    headers.authorization === `Bearer ${token}` ? welcome : refused;

test.each(["read", "create", "update", "delete", "act"] as const)(
  "%s: a call whose token is rejected is sent once more with a new one",
  async (operation) => {
    const { server, acquired, send } = await signedIn(onlyWith("token-2"));
    expect(await send(operation)).toEqual({ id: "1" });
    expect(acquired).toEqual([false, true]);
    expect(server.seen).toHaveLength(2);
    expect(server.seen[0]?.body).toBe(server.seen[1]?.body);
  },
);

test("calls that are rejected together share one new token", async () => {
  const { acquired, send } = await signedIn(onlyWith("token-2"));
  expect(await Promise.all(Array.from({ length: 20 }, () => send("read")))).toHaveLength(20);
  expect(acquired).toEqual([false, true]);
});

test("a service that rejects the new token, too, ends the call", async () => {
  const { server, acquired, send } = await signedIn(() => refused);
  expect(await failureOf(send("read"))).toMatchObject({ status: 401, graphMessage: "It was revoked." });
  expect([server.seen.length, acquired.length]).toEqual([2, 2]);
});

test("both tokens of a call are redacted where the service echoes them", async () => {
  const { send } = await signedIn(
    ({ headers }) => ({
      status: 401,
      body: { error: { code: "X", message: `Bad ${headers.authorization}, and token-1` } },
    }),
    (count) => `token-${count}`,
  );
  expect((await failureOf(send("read"))).graphMessage).toBe("Bad Bearer token-2, and token-1");
  const long = await signedIn(
    ({ headers }) => ({
      status: 401,
      body: { error: { code: "X", message: `Bad ${headers.authorization}, and before it the-token-of-the-test-1` } },
    }),
    (count) => `the-token-of-the-test-${count}`,
  );
  expect((await failureOf(long.send("read"))).graphMessage).toBe("Bad Bearer [secret], and before it [secret]");
});

test("the call isn't sent again without another token", async () => {
  const { server, send } = await signedIn(
    () => refused,
    () => "always the same",
  );
  expect(await failureOf(send("read"))).toMatchObject({ status: 401 });
  expect(server.seen).toHaveLength(1);
});

test("a configured access token that is rejected is not sent again", async () => {
  const { graph, server } = await scripted(() => refused);
  expect(await failureOf(graph.list(vppToken, "v1.0"))).toMatchObject({ status: 401 });
  expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${bearer}`]);
});

describe("the bearer token is sent", () => {
  test.each([
    ["to the connection's Graph", "https://graph.microsoft.com/v1.0/x", "https://graph.microsoft.com", true],
    [
      "not to a host that only begins alike",
      "https://graph.microsoft.com.example/x",
      "https://graph.microsoft.com",
      false,
    ],
    ["not to the same host over http", "http://graph.microsoft.com/x", "https://graph.microsoft.com", false],
    ["not to another port", "https://graph.microsoft.com:444/x", "https://graph.microsoft.com", false],
    ["not over http beyond this machine", "http://graph.example/x", "http://graph.example", false],
    ["over http to this machine", "http://127.0.0.1:4399/v1.0/x", "http://127.0.0.1:4399", true],
    ["not to another port of this machine", "http://127.0.0.1:4400/v1.0/x", "http://127.0.0.1:4399", false],
    ["to an endpoint with a path", "https://gate.example/graph/v1.0", "https://gate.example/graph", true],
  ])("%s", (_where, address, graphEndpoint, expected) => {
    expect(mayCarryBearer(address, graphEndpoint)).toBe(expected);
  });
});
