import { join } from "node:path";
import { startEmulator } from "../../../src/emulator";
import type { ConnectionEffects } from "../../../src/graph/connect";
import { runProgram } from "../../support/childProgram";
import { pipelineToken, startTokenEndpoint, type TokenEndpoint, tokenAnswer } from "../../support/tokenEndpoint";
import { type ConnectProxy, startConnectProxy } from "./connectProxy";

// Node reads NODE_EXTRA_CA_CERTS when it starts, so the code runs in a process of its own, from dist/.

const password = "p4ss-of-the-test";
const user = `user:${password}`;
const bearer = "a-bearer-of-the-test";

const program = (effects: Partial<ConnectionEffects>) => `
  const { connectionSettings } = require("./dist/graph/config/settings.js");
  const { connect } = require("./dist/graph/connect.js");
  const { vppToken } = require("./dist/definitions/vppToken.js");
  const { explain } = require("./dist/graph/errors/explain.js");
  const entities = connect(connectionSettings("intune", () => undefined, process.env), ${JSON.stringify(effects)});
  const twice = async () => [...(await entities.list(vppToken, "v1.0")), ...(await entities.list(vppToken, "beta"))];
  twice().then((list) => console.log(JSON.stringify(list)), (failure) => {
    console.log(explain(failure, { operation: { action: "Listing" }, subject: "VPP tokens", permissions: [], namespace: "intune" }));
    process.exitCode = 1;
  });`;

let service: TokenEndpoint;
let proxy: ConnectProxy;
let decision: "connect" | 407;

beforeEach(async () => {
  decision = "connect";
  service = await startTokenEndpoint(() => tokenAnswer(bearer));
  proxy = await startConnectProxy(() => decision);
});
afterEach(() => Promise.all([service.close(), proxy.close()]));

/** Node goes by the variables itself (from 22.21 on), and keeps to itself that it has doubts about that. */
const nodeItself = { NODE_USE_ENV_PROXY: "1", NODE_NO_WARNINGS: "1" };

/** Hardly time for a second attempt, so that a failure that may pass is told within a second. */
const hasty = { attemptTimeoutMs: 20_000, operationTimeoutMs: 20_500 };

async function run(variables: Readonly<Record<string, string>>) {
  const result = await runProgram(program(hasty), {
    folder: join(__dirname, "..", "..", ".."),
    environment: {
      NODE_EXTRA_CA_CERTS: service.certificateFile,
      INTUNE_ACCESS_TOKEN: bearer,
      INTUNE_GRAPH_ENDPOINT: service.url,
      ...variables,
    },
  });
  expect(result.stdout + result.stderr).not.toContain(password);
  return result;
}

const listed = { code: 0, stdout: "[]\n", stderr: "" };
const host = () => new URL(service.url).host;

/** Two requests one after the other open one connection or two, each by asking the proxy once. */
function expectOneWay(): void {
  const way = { method: "CONNECT", to: host(), user };
  expect([[way], [way, way]]).toContainEqual(proxy.seen);
}

describe("requests to Graph over https", () => {
  test.each(["HTTPS_PROXY", "https_proxy"])("go through the proxy of %s, with its user", async (variable) => {
    expect(await run({ [variable]: proxy.url(user) })).toEqual(listed);
    expect(service.graphBearers).toEqual([`Bearer ${bearer}`, `Bearer ${bearer}`]);
    expectOneWay();
  });

  test("use the proxy once where Node uses the variables itself", async () => {
    const another = await startConnectProxy();
    try {
      const variables = { ...nodeItself, HTTPS_PROXY: proxy.url(user), HTTP_PROXY: another.url() };
      expect(await run(variables)).toEqual(listed);
      expectOneWay();
      expect(another.seen).toEqual([]);
    } finally {
      await another.close();
    }
  });

  test("go there directly where NO_PROXY exempts the host", async () => {
    expect(await run({ HTTPS_PROXY: proxy.url(), NO_PROXY: "example.com,localhost" })).toEqual(listed);
    expect(service.graphBearers).toHaveLength(2);
    expect(proxy.seen).toEqual([]);
  });

  test("share the proxy with the sign-in and with the pipeline's token before it", async () => {
    const variables = {
      INTUNE_ACCESS_TOKEN: "",
      INTUNE_TENANT_ID: "11111111-2222-3333-4444-555555555555",
      INTUNE_CLIENT_ID: "a-client",
      INTUNE_AUTHORITY_HOST: service.url,
      INTUNE_USE_OIDC: "true",
      // Another name of this machine, so that the proxy tells its requests from the others.
      ACTIONS_ID_TOKEN_REQUEST_URL: service.oidcUrl.replace("localhost", "github.localhost"),
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "github-bearer",
    };
    expect(await run({ ...variables, HTTPS_PROXY: proxy.url(user) })).toEqual(listed);
    expect(service.requests[0]?.form.client_assertion).toBe(pipelineToken);
    const hosts = new Set(proxy.seen.map(({ to }) => to));
    expect(hosts).toEqual(new Set([host(), `github.${host()}`]));
  });

  test("fail with the variable's name where the proxy isn't running", async () => {
    const gone = proxy.url(user);
    await proxy.close();
    const { code, stdout } = await run({ HTTPS_PROXY: gone });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^Listing VPP tokens failed: no answer from Microsoft Graph: the proxy could not be reached: the connection was refused; .* \(ECONNREFUSED\)\. Check HTTPS_PROXY\. /,
    );
    proxy = await startConnectProxy();
  });

  test("fail at once, with the variable's name, where the proxy refuses", async () => {
    decision = 407;
    const { stdout } = await run({ https_proxy: proxy.url(user) });
    expect(stdout).toBe(
      "Listing VPP tokens failed: no answer from Microsoft Graph: the proxy requires a user and a password, " +
        "or rejected the given ones (407). Check https_proxy.\n",
    );
    expect(proxy.seen).toHaveLength(1);
  });
});

test.each([{}, nodeItself])(
  "plain http to this machine goes by no proxy, whatever the variables say (%j)",
  async (variables) => {
    const bearers: (string | undefined)[] = [];
    const graph = await startEmulator({ onRequest: ({ headers }) => bearers.push(headers.authorization) });
    try {
      const all = { HTTP_PROXY: proxy.url(), HTTPS_PROXY: proxy.url(), http_proxy: proxy.url() };
      expect(await run({ ...all, ...variables, INTUNE_GRAPH_ENDPOINT: graph.url })).toEqual(listed);
      expect(bearers).toEqual([`Bearer ${bearer}`, `Bearer ${bearer}`]);
      expect(proxy.seen).toEqual([]);
    } finally {
      await graph.close();
    }
  },
);
