import { join } from "node:path";
import { runProgram } from "../support/childProgram";

/** Runs against dist/: jest's own module registry would tell nothing. */
async function loaded(program: string): Promise<unknown> {
  const { stdout, stderr } = await runProgram(
    `${program}
    const has = (name) => Object.keys(require.cache).some((file) => file.includes(name));
    console.log(JSON.stringify({ identity: has("@azure"), graph: has("microsoft-graph-client") }));`,
    { folder: join(__dirname, "..", ".."), environment: {} },
  );
  if (stderr !== "") throw new Error(stderr);
  return JSON.parse(stdout);
}

const connected = `
  const { connectionSettings } = require("./dist/graph/settings.js");
  const { connect } = require("./dist/graph/connect.js");
  const environment = { INTUNE_ACCESS_TOKEN: "A", INTUNE_GRAPH_ENDPOINT: "http://127.0.0.1:1" };
  const entities = connect(connectionSettings("intune", () => undefined, environment));`;

test("a connection loads neither library before its first request", async () => {
  expect(await loaded(connected)).toEqual({ identity: false, graph: false });
});

test("a ready access token never loads @azure/identity", async () => {
  const listing = `entities.list(require("./dist/definitions/vppToken.js").vppToken, "v1.0").catch(() => {});`;
  expect(await loaded(`${connected} ${listing}`)).toEqual({ identity: false, graph: true });
});
