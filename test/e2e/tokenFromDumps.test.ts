import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bearer } from "../support/intune";
import { steps } from "../support/steps";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const token = tokenText({ token: "MARKED-FIRST", expDate: "2098-05-01T10:00:00-0700" });

describe("a token by reference", () => {
  const { stack } = withStack({ "Pulumi.yaml": "name: dumps\nruntime: nodejs\n", "package.json": "{}" });
  beforeAll(async () => {
    writeFileSync(join(stack.folder, "london.vpptoken"), token);
  });

  const declare = (argument: string) =>
    stack.write({
      "index.js": `
        const intune = require("pulumi-intune");
        new intune.VppToken("london", { ${argument}, countryOrRegion: "gb" });
      `,
    });

  /** Whether the token can be found in what Pulumi writes with all its ways of showing more. */
  async function isShown(run: string): Promise<Record<string, boolean>> {
    const [traces, calls] = [join(stack.folder, `${run}.trace`), join(stack.folder, `${run}.grpc`)];
    const { code, output } = await stack.run(
      ["-v=9", "--debug", "--logtostderr", `--tracing=file:${traces}`, "up", "--yes", "--diff"],
      { PULUMI_DEBUG_GRPC: calls },
    );
    expect(code).toBe(0);
    const shows = (text: string) => [token, "MARKED-FIRST", bearer].some((secret) => text.includes(secret));
    const read = (file: string) => {
      if (!existsSync(file)) throw new Error(`${file} was not written.`);
      return readFileSync(file, "latin1");
    };
    return { output: shows(output), traces: shows(read(traces)), calls: shows(read(calls)) };
  }
  const step = steps();

  test("step by step", async () => {
    await step("is in none of Pulumi's logs, traces and dumps", async () => {
      declare('tokenFrom: { file: "london.vpptoken" }');
      expect(await isShown("reference")).toEqual({ output: false, traces: false, calls: false });
    });

    await step("would be, as a plain argument", async () => {
      declare(`token: "${token}"`);
      expect(await isShown("argument")).toEqual({ output: true, traces: true, calls: true });
    });
  });
});
