import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { startEmulator } from "../../../src/emulator";
import type { ConnectionEffects } from "../../../src/graph/connect";
import { type ProgramResult, runProgram } from "../../support/childProgram";
import {
  pipelineToken,
  startTokenEndpoint,
  type TokenAnswer,
  type TokenEndpoint,
  tokenAnswer,
} from "../../support/tokenEndpoint";
import { closeServers, serverWith } from "../scripted";

// Node reads NODE_EXTRA_CA_CERTS when it starts, so the code runs in a process of its own, from dist/.

const root = join(__dirname, "..", "..", "..");
const tenant = "11111111-2222-3333-4444-555555555555";
const client = "66666666-7777-8888-9999-aaaaaaaaaaaa";
const accessToken = "an-access-token-of-the-test";
const clientSecret = "a-client-secret-of-the-test";
const assertion = "an-assertion-of-the-test";

const program = (calls: number, effects: Partial<ConnectionEffects>) => `
  const { connectionSettings } = require("./dist/graph/config/settings.js");
  const { connect } = require("./dist/graph/connect.js");
  const { vppToken } = require("./dist/definitions/vppToken.js");
  const { explain } = require("./dist/graph/errors/explain.js");
  const entities = connect(connectionSettings("intune", () => undefined, process.env), ${JSON.stringify(effects)});
  Promise.all(Array.from({ length: ${calls} }, () => entities.list(vppToken, "v1.0"))).then(
    (lists) => console.log(JSON.stringify(lists)),
    (failure) => {
      const context = { operation: { action: "Listing" }, subject: "VPP tokens", permissions: [], namespace: "intune" };
      console.log(explain(failure, context));
      process.exitCode = 1;
    },
  );`;

let bearers: string[];
let graph: Awaited<ReturnType<typeof startEmulator>>;
let endpoint: TokenEndpoint | undefined;

beforeEach(async () => {
  bearers = [];
  graph = await startEmulator({ onRequest: ({ headers }) => bearers.push(headers.authorization ?? "none") });
});

afterEach(async () => {
  await closeServers();
  await graph.close();
  await endpoint?.close();
  endpoint = undefined;
});

type Variables = Readonly<Record<string, string>>;

async function run(
  variables: Variables | ((endpoint: TokenEndpoint) => Variables),
  answer: TokenAnswer | (() => TokenAnswer | undefined) = tokenAnswer(accessToken),
  calls = 1,
  effects: Partial<ConnectionEffects> = {},
  oidcStatus?: () => number,
): Promise<{ result: ProgramResult; endpoint: TokenEndpoint }> {
  const started = await startTokenEndpoint(typeof answer === "function" ? answer : () => answer, oidcStatus);
  endpoint = started;
  const result = await runProgram(program(calls, effects), {
    folder: root,
    environment: {
      NODE_EXTRA_CA_CERTS: started.certificateFile,
      INTUNE_AUTHORITY_HOST: started.url,
      INTUNE_GRAPH_ENDPOINT: graph.url,
      INTUNE_TENANT_ID: tenant,
      INTUNE_CLIENT_ID: client,
      ...(typeof variables === "function" ? variables(started) : variables),
    },
  });
  return { result, endpoint: started };
}

const invalidSecret: TokenAnswer = {
  status: 401,
  body: {
    error: "invalid_client",
    error_description: `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${client}'. Trace ID: 1 Correlation ID: 2 Timestamp: 2026-11-21 00:00:00Z`,
    error_codes: [7000215],
  },
};

describe("a client secret", () => {
  test("is sent to the tenant's path of the authority, for the scope of the cloud's Graph", async () => {
    const { result, endpoint } = await run({ INTUNE_CLIENT_SECRET: clientSecret });
    expect(result).toMatchObject({ code: 0, stderr: "", stdout: "[[]]\n" });
    expect(endpoint.requests).toHaveLength(1);
    expect(endpoint.requests[0]).toMatchObject({
      tenant,
      form: {
        grant_type: "client_credentials",
        client_id: client,
        client_secret: clientSecret,
        scope: expect.stringMatching(/^https:\/\/graph\.microsoft\.com\/\.default( |$)/),
      },
    });
    expect(bearers).toEqual([`Bearer ${accessToken}`]);
  });

  test("follows the environment's cloud in the scope", async () => {
    const { endpoint } = await run({ INTUNE_CLIENT_SECRET: clientSecret, ARM_ENVIRONMENT: "china" });
    expect(endpoint.requests[0]?.form.scope).toMatch(/^https:\/\/microsoftgraph\.chinacloudapi\.cn\/\.default/);
  });

  test("gets a new token when Graph rejects the first early", async () => {
    const refusing = await serverWith(({ headers }) =>
      headers.authorization === "Bearer token-2"
        ? { status: 200, body: { value: [] } }
        : { status: 401, body: { error: { code: "InvalidAuthenticationToken", message: "It was revoked." } } },
    );
    let issued = 0;
    const { result, endpoint } = await run(
      { INTUNE_CLIENT_SECRET: clientSecret, INTUNE_GRAPH_ENDPOINT: refusing.url },
      () => tokenAnswer(`token-${++issued}`),
      3,
    );
    expect(result).toMatchObject({ code: 0, stderr: "", stdout: "[[],[],[]]\n" });
    expect(endpoint.requests).toHaveLength(2);
  });

  test("leads to one token request, however many calls there are at once", async () => {
    const { result, endpoint } = await run({ INTUNE_CLIENT_SECRET: clientSecret }, tokenAnswer(accessToken), 30);
    expect(result.code).toBe(0);
    expect(bearers).toHaveLength(30);
    expect(endpoint.requests).toHaveLength(1);
    expect(endpoint.paths).toHaveLength(2);
  });

  test("that is refused gives Microsoft's sentence and what to check, without the secret and without a stack", async () => {
    const { result } = await run({ INTUNE_CLIENT_SECRET: clientSecret }, invalidSecret);
    expect(result.code).toBe(1);
    expect(result.stdout).toMatch(
      /^Listing VPP tokens failed: signing in .*11111111.* with a client secret .* failed: AADSTS7000215: Invalid client secret provided\. .*'\. Check: intune:tenantId, .*\n$/,
    );
    expect(result.stdout).not.toMatch(/Trace ID|Correlation|\n\s+at |a-client-secret/);
    expect(bearers).toEqual([]);
  });

  test("is in no log line of @azure/identity", async () => {
    const { result } = await run({ INTUNE_CLIENT_SECRET: clientSecret, AZURE_LOG_LEVEL: "verbose" });
    expect(result.stderr).toContain("azure:identity:");
    expect(result.stdout + result.stderr).not.toContain(clientSecret);
    expect(result.stdout + result.stderr).not.toContain(accessToken);
  });
});

describe("a federated token", () => {
  test("is exchanged as the client's assertion", async () => {
    const { result, endpoint } = await run({ ARM_USE_OIDC: "true", ARM_OIDC_TOKEN: assertion });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(endpoint.requests).toHaveLength(1);
    expect(endpoint.requests[0]).toMatchObject({
      tenant,
      form: {
        client_id: client,
        client_assertion: assertion,
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      },
    });
    expect(endpoint.requests[0]?.form.scope).toMatch(/^https:\/\/graph\.microsoft\.com\/\.default/);
    expect(bearers).toEqual([`Bearer ${accessToken}`]);
  });

  test("is in no message when it is refused, even if the service echoes it", async () => {
    const refusal: TokenAnswer = {
      status: 401,
      body: { error: "invalid_client", error_description: `AADSTS700213: No match for ${assertion}.` },
    };
    const { result } = await run({ INTUNE_OIDC_TOKEN: assertion }, refusal);
    expect(result.stdout).toMatch(/OpenID Connect .* failed: AADSTS700213: No match for \[secret\]\. Check: /);
    expect(result.stdout).not.toContain(assertion);
  });

  test("is in no log line of @azure/identity", async () => {
    const { result } = await run({ INTUNE_OIDC_TOKEN: assertion, AZURE_LOG_LEVEL: "verbose" });
    expect(result.code).toBe(0);
    expect(result.stdout + result.stderr).not.toContain(assertion);
    expect(result.stdout + result.stderr).not.toContain(accessToken);
  });
});

describe("a pipeline's token", () => {
  test("is asked of GitHub for Microsoft's audience, and exchanged", async () => {
    const { result, endpoint } = await run(({ oidcUrl }) => ({
      ARM_USE_OIDC: "true",
      ACTIONS_ID_TOKEN_REQUEST_URL: `${oidcUrl}?run=7`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "github-bearer",
    }));
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(endpoint.oidcRequests[0]).toEqual({
      method: "GET",
      query: { run: "7", audience: "api://AzureADTokenExchange" },
      authorization: "Bearer github-bearer",
    });
    expect(endpoint.requests[0]?.form.client_assertion).toBe(pipelineToken);
  });

  test("is asked of GitHub for the audience of the cloud", async () => {
    const { result, endpoint } = await run(({ oidcUrl }) => ({
      ARM_USE_OIDC: "true",
      ARM_ENVIRONMENT: "usgovernment",
      ACTIONS_ID_TOKEN_REQUEST_URL: oidcUrl,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "github-bearer",
    }));
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(endpoint.oidcRequests[0]?.query).toEqual({ audience: "api://AzureADTokenExchangeUSGov" });
  });

  test("is asked of GitHub again when it couldn't answer", async () => {
    const statuses = [503];
    const { result, endpoint } = await run(
      ({ oidcUrl }) => ({
        ARM_USE_OIDC: "true",
        ACTIONS_ID_TOKEN_REQUEST_URL: oidcUrl,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: "github-bearer",
      }),
      tokenAnswer(accessToken),
      1,
      {},
      () => statuses.shift() ?? 200,
    );
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(statuses).toEqual([]);
    expect(endpoint.requests[0]?.form.client_assertion).toBe(pipelineToken);
  });

  test("is asked of Azure DevOps for the service connection, and exchanged", async () => {
    const { result, endpoint } = await run(({ oidcUrl }) => ({
      ARM_USE_OIDC: "true",
      ARM_OIDC_AZURE_SERVICE_CONNECTION_ID: "connection-7",
      SYSTEM_ACCESSTOKEN: "system-bearer",
      SYSTEM_OIDCREQUESTURI: oidcUrl,
    }));
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(endpoint.oidcRequests[0]).toMatchObject({
      method: "POST",
      query: { serviceConnectionId: "connection-7" },
      authorization: "Bearer system-bearer",
    });
    expect(endpoint.requests[0]?.form.client_assertion).toBe(pipelineToken);
  });
});

test("a client certificate signs an assertion of its own", async () => {
  const { result, endpoint } = await run(({ keyFile }) => ({ ARM_CLIENT_CERTIFICATE_PATH: keyFile }));
  expect(result).toMatchObject({ code: 0, stderr: "" });
  const { form } = endpoint.requests[0] ?? {};
  expect(form?.client_assertion?.split(".")).toHaveLength(3);
  expect(form).not.toHaveProperty("client_secret");
});

test("an untrusted certificate stops the sign-in, and the error says what to do", async () => {
  const { result, endpoint } = await run({ INTUNE_CLIENT_SECRET: clientSecret, NODE_EXTRA_CA_CERTS: "" });
  expect(result.code).toBe(1);
  expect(result.stdout).toMatch(/^Listing VPP tokens failed: signing in/);
  expect(endpoint.requests).toEqual([]);
});

describe("a sign-in without an end", () => {
  const inASecond = { attemptTimeoutMs: 1000 };
  const silent = () => undefined;

  test("at a service that doesn't answer fails when its time is up, for all who wait, and keeps no process alive", async () => {
    const { result, endpoint } = await run({ INTUNE_CLIENT_SECRET: clientSecret }, silent, 3, inASecond);
    expect(result).toMatchObject({ code: 1, stderr: "" });
    expect(result.stdout).toMatch(/^Listing VPP tokens failed: signing in .* failed: no answer within 1 s\. Check: /);
    expect(endpoint.requests).toHaveLength(1);
  });

  test("of a program that hangs fails, too", async () => {
    const folder = await mkdtemp(join(tmpdir(), "az-"));
    await writeFile(join(folder, "az"), "#!/bin/sh\nexec sleep 50\n", { mode: 0o755 });
    try {
      const variables = { INTUNE_USE_CLI: "true", PATH: `${folder}${delimiter}${process.env.PATH}` };
      const { result } = await run(variables, silent, 1, inASecond);
      expect(result.stdout).toMatch(/Azure CLI .* failed: no answer within 1 s\. Check: /);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
