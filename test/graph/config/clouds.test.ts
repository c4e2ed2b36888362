import { join } from "node:path";
import { runProgram } from "../../support/childProgram";
import { type CloudHosts, startCloudHosts } from "../../support/cloudHosts";

// The compiled code runs in a process of its own, whose connections to Microsoft's hosts end here: no packet leaves.

const hosts = [
  "graph.microsoft.com",
  "login.microsoftonline.com",
  "graph.microsoft.us",
  "dod-graph.microsoft.us",
  "login.microsoftonline.us",
  "microsoftgraph.chinacloudapi.cn",
  "login.chinacloudapi.cn",
  "login.partner.microsoftonline.cn",
  "login.sovereign.example",
  "graph.sovereign.example",
];
const tenant = "11111111-2222-3333-4444-555555555555";
const accessToken = "an-access-token-of-the-test";

const program = `
  const { connectionSettings } = require("./dist/graph/config/settings.js");
  const { connect } = require("./dist/graph/connect.js");
  const { vppToken } = require("./dist/definitions/vppToken.js");
  const settings = connectionSettings("intune", () => undefined, process.env);
  connect(settings).list(vppToken, "v1.0").then((list) => console.log(JSON.stringify(list)), (failure) => {
    console.error(String(failure.message));
    process.exitCode = 1;
  });`;

let clouds: CloudHosts;
beforeEach(async () => {
  clouds = await startCloudHosts(hosts, accessToken);
});
afterEach(() => clouds.close());

function run(variables: Readonly<Record<string, string>>) {
  return runProgram(program, {
    folder: join(__dirname, "..", "..", ".."),
    environment: {
      ...clouds.variables,
      INTUNE_TENANT_ID: tenant,
      INTUNE_CLIENT_ID: "a-client",
      INTUNE_CLIENT_SECRET: "a-secret",
      ...variables,
    },
  });
}

type Row = readonly [cloud: string, variables: Readonly<Record<string, string>>, login: string, graph: string];
const table: readonly Row[] = [
  ["no cloud that was chosen", {}, "login.microsoftonline.com", "graph.microsoft.com"],
  ["global", { INTUNE_ENVIRONMENT: "global" }, "login.microsoftonline.com", "graph.microsoft.com"],
  ["usgovernment", { INTUNE_ENVIRONMENT: "usgovernment" }, "login.microsoftonline.us", "graph.microsoft.us"],
  ["usgovernmentdod", { INTUNE_ENVIRONMENT: "usgovernmentdod" }, "login.microsoftonline.us", "dod-graph.microsoft.us"],
  // @azure/identity knows login.chinacloudapi.cn, and calls it by the newer one of its two names.
  ["china", { INTUNE_ENVIRONMENT: "china" }, "login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn"],
  [
    "a cloud of one's own",
    {
      INTUNE_AUTHORITY_HOST: "https://login.sovereign.example",
      INTUNE_GRAPH_ENDPOINT: "https://graph.sovereign.example",
    },
    "login.sovereign.example",
    "graph.sovereign.example",
  ],
  [
    "a cloud with another sign-in",
    { INTUNE_ENVIRONMENT: "china", INTUNE_AUTHORITY_HOST: "https://login.sovereign.example" },
    "login.sovereign.example",
    "microsoftgraph.chinacloudapi.cn",
  ],
];

test.each(table)(
  "with %s, the token is asked of its authority for its Graph, and taken there",
  async (_, variables, login, graph) => {
    const result = await run(variables);
    expect(result).toEqual({ code: 0, stdout: "[]\n", stderr: "" });
    const tokenRequests = clouds.requests.filter(({ method }) => method === "POST");
    expect(tokenRequests).toMatchObject([
      {
        host: login,
        path: `/${tenant}/oauth2/v2.0/token`,
        form: { client_id: "a-client", scope: expect.stringMatching(`^https://${graph}/\\.default( |$)`) },
      },
    ]);
    const toGraph = clouds.requests.filter(({ authorization }) => authorization !== undefined);
    expect(toGraph).toMatchObject([
      {
        method: "GET",
        host: graph,
        path: "/v1.0/deviceAppManagement/vppTokens",
        authorization: `Bearer ${accessToken}`,
      },
    ]);
    // Whatever else is asked, such as a sovereign cloud's metadata, is asked of the same authority.
    const touched = new Set(clouds.requests.map(({ host }) => host));
    expect(touched).toEqual(new Set([login, graph]));
  },
);

test("a process of these tests reaches no other host, however it tries", async () => {
  const tries = `
    const report = (error) => console.log((error.cause ?? error).message);
    fetch("https://graph.example.com").catch(report);
    try { require("node:https").get("https://graph.example.com").on("error", report); } catch (error) { report(error); }`;
  const { stdout } = await runProgram(tries, { folder: __dirname, environment: clouds.variables });
  const refusal = "A test must not connect to graph.example.com.";
  expect(stdout.trim().split("\n")).toEqual([refusal, refusal]);
});
