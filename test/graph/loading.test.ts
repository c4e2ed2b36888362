import { join } from "node:path";
import { runProgram } from "../support/childProgram";

const inClone = { folder: join(__dirname, "..", ".."), environment: {} };

/** Runs against dist/: jest's own module registry would tell nothing. */
async function loaded(program: string): Promise<unknown> {
  const { stdout, stderr } = await runProgram(
    `${program}
    const has = (name) => Object.keys(require.cache).some((file) => file.includes(name));
    console.log(JSON.stringify({ identity: has("@azure"), graph: has("microsoft-graph-client") }));`,
    inClone,
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

/** The files of `dist/` that a process loaded, without their folder when it is the one that is asked for. */
async function files(program: string, folder: string): Promise<string[]> {
  const { stdout } = await runProgram(
    `${program} console.log(JSON.stringify(Object.keys(require.cache))); process.exit();`,
    inClone,
  );
  const loaded: string[] = JSON.parse(stdout);
  return loaded.flatMap((file) => file.split(join("dist", folder, "/"))[1] ?? []);
}

test("the provider's process loads nothing of what programs declare", async () => {
  const provider = `require("./dist/provider/dynamicProvider.js").provider("vppToken");`;
  expect(await files(provider, "provider")).toContain("lifecycle.js");
  expect([...(await files(provider, "resources")), ...(await files(provider, "lookups"))]).toEqual([]);
});

test("a program's process loads of the provider only what its lookups decide by", async () => {
  const program = `require("./dist/index.js");`;
  expect((await files(program, "provider")).sort()).toEqual(["same.js", "userError.js", "version.js"]);
  expect(await files(program, "graph")).toEqual([]);
});
