import { readFileSync } from "node:fs";
import { join } from "node:path";
import { tokenText } from "../../support/tokenText";
import { withStack } from "../../support/withStack";
import { yamlProgram, yamlToken } from "../../support/yamlProgram";

/** Notes the begin and the end of a process of the plugin. One that is killed has no end. */
const notes = `
  if ((process.argv[1] ?? "").endsWith("pulumi-resource-intune")) {
    const note = (what) => require("node:fs").appendFileSync(__dirname + "/notes.txt", what + "\\n");
    note("begin");
    process.on("exit", () => note("end"));
  }`;

describe("the end of the plugin, through the real CLI", () => {
  const program = yamlProgram("ends", { resources: { london: yamlToken({ token: tokenText() }) } });
  const { stack } = withStack({ ...program, "notes.cjs": notes }, { link: false });

  // Its engine closes the connection and sends the signal at the same moment, waits for five seconds, and kills what is left then.
  test("each process ends by itself when the engine has done with it", async () => {
    const variables = { NODE_OPTIONS: `--require ${join(stack.folder, "notes.cjs")}` };
    const runs = [["up", "--yes", "--skip-preview"], ["preview"], ["preview"], ["preview"], ["preview"]];
    for (const args of runs) expect((await stack.run(args, variables)).code).toBe(0);
    const noted = readFileSync(join(stack.folder, "notes.txt"), "utf8").split("\n");
    const count = (what: string) => noted.filter((each) => each === what).length;
    expect(count("begin")).toBeGreaterThanOrEqual(runs.length);
    expect(count("end")).toBe(count("begin"));
  });
});
