import { join } from "node:path";
import { runProgram } from "../support/childProgram";

/** Runs against dist/: jest's own module registry would tell nothing. */
async function loaded(program: string): Promise<unknown> {
  const { stdout, stderr } = await runProgram(
    `const intune = require("./dist/index.js");
    const count = (part) => Object.keys(require.cache).filter((file) => file.includes(part)).length;
    const tell = () => console.log(JSON.stringify({
      graph: count("/dist/graph/"), client: count("microsoft-graph-client"), identity: count("@azure"), hono: count("/hono/"),
    }));
    ${program}`,
    { folder: join(__dirname, "..", ".."), environment: { INTUNE_ACCESS_TOKEN: "A" } },
  );
  if (stderr !== "") throw new Error(stderr);
  return JSON.parse(stdout);
}

const nothing = { graph: 0, client: 0, identity: 0, hono: 0 };

test("importing the package loads nothing of the Graph layer", async () => {
  expect(await loaded("tell()")).toEqual(nothing);
});

test("a lookup that is refused for its arguments loads nothing either", async () => {
  expect(await loaded("intune.getVppToken({}).catch(tell)")).toEqual(nothing);
});

test("a lookup loads the Graph layer when it is called", async () => {
  const settings = `process.env.INTUNE_GRAPH_ENDPOINT = "http://127.0.0.1:1/";`;
  const counts = await loaded(`${settings} intune.getVppTokens().catch(tell)`);
  expect(counts).toMatchObject({ graph: expect.any(Number), identity: 0, hono: 0 });
  expect(counts).not.toMatchObject({ graph: 0 });
});
