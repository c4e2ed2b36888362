import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/pulumi";
import { tokenText } from "../support/tokenText";
import { withStack } from "../support/withStack";

const london = { displayName: "London", countryOrRegion: "gb", automaticallyUpdateApps: true };
const paris = { displayName: 'Paris "Nord"', roleScopeTagIds: ["0", "3"] };
const rome = { vppTokenAccountType: "education" };

/** Everything that `strict` leaves out and a user may have switched on, but for unused names, as in Pulumi's own code. */
const compilerOptions = {
  target: "ES2022",
  module: "Node16",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
};

describe("a tenant's tokens are imported, through the real CLI", () => {
  const { stack, intune } = withStack(
    {
      "Pulumi.yaml": "name: imported\nruntime: nodejs\n",
      "package.json": "{}",
      // Not beside the program that runs, which is JavaScript: Pulumi warns of both in one folder.
      "typed/tsconfig.json": JSON.stringify({ compilerOptions, files: ["index.ts"] }),
    },
    { per: "test" },
  );

  beforeEach(async () => {
    for (const [index, properties] of [london, paris, rome].entries()) await upload(`${index}`, properties);
  });

  async function upload(token: string, properties: Record<string, unknown>): Promise<void> {
    const answer = await fetch(`${intune.url}/beta/deviceAppManagement/vppTokens`, {
      method: "POST",
      headers: { authorization: "Bearer x", "content-type": "application/json" },
      body: JSON.stringify({ "@odata.type": "#microsoft.graph.vppToken", token: tokenText({ token }), ...properties }),
    });
    expect(answer.status).toBe(201);
  }

  /** Runs a script of Node's in the stack's folder. */
  async function node(...args: string[]): Promise<{ code: number; output: string }> {
    const child = spawn(process.execPath, args, { cwd: stack.folder, env: { ...process.env, ...intune.variables } });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    const [code] = await once(child, "close");
    return { code, output };
  }
  const write = (...args: string[]) => node(join(root, "dist", "cli", "main.js"), "import", "--force", ...args);
  const changes = () => intune.requests.filter(({ method }) => method !== "GET").map(({ body }) => body);

  test("a written program type-checks, imports every token without a change, and has nothing to do after it", async () => {
    expect(await write("--out", "typed/index.ts")).toMatchObject({ code: 0 });
    expect(await node(join(root, "node_modules", "typescript", "bin", "tsc"), "-p", "typed")).toEqual({
      code: 0,
      output: "",
    });

    expect(await write("--out", "index.js")).toMatchObject({ code: 0 });
    intune.forget();
    const preview = await stack.preview();
    const imported = preview.output.matchAll(/VPP token (\S+) will be imported as it is: nothing is sent/g);
    expect(new Set([...imported].map(([, id]) => id)).size).toBe(3);
    expect(preview.output).not.toMatch(/error|warning/);
    expect(preview.code).toBe(0);
    expect((await stack.up()).code).toBe(0);
    expect(stack.resources()).toHaveLength(3);
    expect(changes()).toEqual([]);
    intune.forget();
    expect((await stack.up("--expect-no-changes")).code).toBe(0);
    expect(intune.asked()).toEqual([]);
  });

  test("`pulumi import` takes the file, and what it leaves is managed as if imported by a program", async () => {
    expect(await write("--format", "pulumi", "--out", "tokens.json")).toMatchObject({ code: 0 });
    intune.forget();
    const imported = await stack.run(["import", "--file", "tokens.json", "--generate-code=false", "--yes"]);
    expect(imported.output).toContain("3 imported");
    expect(imported.output).not.toMatch(/error|warning/);
    expect(imported.code).toBe(0);
    expect(intune.asked()).toEqual([]);

    expect(await write("--out", "index.js")).toMatchObject({ code: 0 });
    expect((await stack.preview("--expect-no-changes")).code).toBe(0);
    const program = readFileSync(join(stack.folder, "index.js"), "utf8");
    stack.write({ "index.js": program.replaceAll(/^ {2}\{ import: .*\n/gm, "") });
    expect((await stack.preview("--expect-no-changes")).code).toBe(0);

    await intune.send("PATCH", `/vppTokens/${stack.idOf("london")}`, { automaticallyUpdateApps: false });
    const drift = await stack.drift("--diff");
    expect(drift.output).toContain("~ automaticallyUpdateApps: true => false");
    expect(drift.output).toContain("3 unchanged");
    expect(drift.code).toBe(7);
    intune.forget();
    expect((await stack.up("--refresh")).code).toBe(0);
    expect(changes()).toEqual([{ "@odata.type": "#microsoft.graph.vppToken", automaticallyUpdateApps: true }]);
  });
});
