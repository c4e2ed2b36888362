import { join } from "node:path";
import { runProgram } from "../support/childProgram";

const inClone = { folder: join(__dirname, "..", ".."), environment: {} };

/** What a process has loaded when it ends. Runs against dist/: jest's own module registry would tell nothing. */
async function loaded(program: string, environment: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const { stdout, stderr } = await runProgram(
    `const { join } = require("node:path");
    const has = (name) => Object.keys(require.cache).some((file) => file.includes(name));
    process.on("exit", () => console.log(JSON.stringify({
      identity: has("@azure"),
      graph: has("microsoft-graph-client"),
      undici: has(join("node_modules", "undici")),
    })));
    ${program}`,
    { ...inClone, environment },
  );
  if (stderr !== "") throw new Error(stderr);
  return JSON.parse(stdout);
}

const connectedTo = (endpoint: string) => `
  const { connectionSettings } = require("./dist/graph/config/settings.js");
  const { connect } = require("./dist/graph/connect.js");
  const environment = { INTUNE_ACCESS_TOKEN: "A", INTUNE_GRAPH_ENDPOINT: "${endpoint}" };
  const entities = connect(connectionSettings("intune", () => undefined, environment));`;
const listing = `entities.list(require("./dist/definitions/vppToken.js").vppToken, "v1.0").catch(() => {});`;
/** A port that fetch() refuses at once. */
const nowhere = "http://127.0.0.1:1";

test("a connection loads no library before its first request", async () => {
  const none = { identity: false, graph: false, undici: false };
  expect(await loaded(connectedTo(nowhere))).toEqual(none);
  expect(await loaded(connectedTo("https://localhost:1"), { HTTPS_PROXY: nowhere })).toEqual(none);
});

test("a ready access token never loads @azure/identity", async () => {
  expect(await loaded(`${connectedTo(nowhere)} ${listing}`)).toEqual({ identity: false, graph: true, undici: false });
});

test("undici is loaded only where a proxy applies", async () => {
  const listedAt = async (endpoint: string, variables: Readonly<Record<string, string>>) =>
    loaded(`${connectedTo(endpoint)} ${listing}`, variables);
  const isLoaded = { identity: false, graph: true, undici: true };
  const isNot = { ...isLoaded, undici: false };
  expect(await listedAt("https://localhost:1", { HTTPS_PROXY: nowhere })).toEqual(isLoaded);
  expect(await listedAt("https://localhost:1", { HTTPS_PROXY: nowhere, NO_PROXY: "localhost" })).toEqual(isNot);
  expect(await listedAt("https://localhost:1", {})).toEqual(isNot);
  expect(await listedAt(nowhere, { HTTPS_PROXY: nowhere })).toEqual(isNot);
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
  const provider = `require("./dist/engine/dynamic/provider.js").provider("vppToken");`;
  expect(await files(provider, "provider")).toContain("entityHandler.js");
  expect([...(await files(provider, "resources")), ...(await files(provider, "lookups"))]).toEqual([]);
});

test("a program's process loads of the provider only what its declarations need", async () => {
  const program = `require("./dist/index.js");`;
  const needed = ["state/keys.js", "tokenWarnings.js"];
  expect((await files(program, "provider")).sort()).toEqual(needed);
  expect(await files(program, "graph")).toEqual([]);
});

test("a program of the plugin loads nothing of the engines, of the provider and of Graph", async () => {
  const program = `require("./dist/native.js");`;
  expect(await files(program, "resources")).toContain("native/VppToken.js");
  for (const folder of ["engine", "provider", "graph"]) expect(await files(program, folder)).toEqual([]);
});
