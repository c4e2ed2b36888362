import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Intune, startIntune } from "../../support/intune";
import { tokenText } from "../../support/tokenText";
import { builtCommand } from "../builtCommand";
import { hasFullDisk, runOntoFullDisk } from "../run";
import { readProgram } from "./writtenProgram";

describe("pulumi-intune import", () => {
  const command = builtCommand();
  const folder = mkdtempSync(join(tmpdir(), "pulumi-intune-import-"));
  let intune: Intune;
  const ids: string[] = [];

  beforeAll(async () => {
    intune = await startIntune();
    for (const token of ["london", "paris"]) {
      const appleId = `${token}@contoso.example`;
      const { id } = await intune.send("POST", "/vppTokens", { token: tokenText({ token }), appleId });
      ids.push(String(id));
    }
  });
  afterAll(async () => {
    command.remove();
    rmSync(folder, { recursive: true, force: true });
    await intune?.close();
  });

  async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const child = spawn(process.execPath, [command.main, "import", ...args], {
      cwd: folder,
      env: { ...command.env, ...intune.variables },
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    const [code] = await once(child, "close");
    return { code, stdout, stderr };
  }

  test("writes a program of all tokens to standard output, and what to do next to standard error", async () => {
    const { code, stdout, stderr } = await run();
    expect(stderr).toMatch(/^2 VPP tokens written\..*\n {2}pulumi preview/);
    const { complaints, resources } = readProgram(stdout);
    expect(complaints).toEqual([]);
    expect(resources.map(({ resource, options }) => [resource, options.import])).toEqual([
      ["london", ids[0]],
      ["paris", ids[1]],
    ]);
    expect(code).toBe(0);
  });

  (hasFullDisk ? test : test.skip)("doesn't say that anything was written when it could not be", async () => {
    expect(
      await runOntoFullDisk([command.main, "import"], { env: { ...command.env, ...intune.variables } }),
    ).toMatchObject({
      code: 2,
      stderr: "error: standard output can't be written (ENOSPC).\n",
    });
  });

  test("writes a program of the tokens that are named, in the language that the file's name promises", async () => {
    const { code, stdout, stderr } = await run("--id", String(ids[1]), "--out", "paris.js");
    expect(stderr).toMatch(/^1 VPP token written to paris\.js\./);
    expect(stdout).toBe("");
    const text = readFileSync(join(folder, "paris.js"), "utf8");
    expect(text).toContain('require("pulumi-intune")');
    expect(readProgram(text).resources.map(({ resource }) => resource)).toEqual(["paris"]);
    expect(code).toBe(0);
  });

  test("writes over a file only when it is told to", async () => {
    expect((await run("--out", "kept.ts", "--id", String(ids[0]))).code).toBe(0);
    const refused = await run("--out", "kept.ts");
    expect(refused.stderr).toContain(
      "kept.ts is there already: write to another file, or add --force to overwrite it.",
    );
    expect(refused.code).toBe(2);
    expect(readFileSync(join(folder, "kept.ts"), "utf8")).not.toContain("paris");
    expect((await run("--out", "kept.ts", "--force")).code).toBe(0);
    expect(readFileSync(join(folder, "kept.ts"), "utf8")).toContain("paris");
  });

  test("writes a file for `pulumi import`, without a secret", async () => {
    const { code, stdout, stderr } = await run("--format", "pulumi");
    expect(stderr).toContain("pulumi import --file FILE --generate-code=false");
    const { resources } = JSON.parse(stdout);
    expect(resources).toHaveLength(2);
    expect(resources[0]).toMatchObject({
      type: "pulumi-nodejs:dynamic/intune:VppToken",
      name: "london",
      id: ids[0],
      inputs: { appleId: "london@contoso.example" },
      outputs: { appleId: "london@contoso.example", state: "valid" },
    });
    expect(resources[0].inputs.__provider).toBe(resources[0].outputs.__provider);
    expect(code).toBe(0);
  });

  test("writes a file of native resources for `pulumi import`: types, names and ids alone", async () => {
    const { code, stdout, stderr } = await run("--format", "pulumi-native");
    expect(stderr).toMatch(/^2 VPP tokens written\..*\n {2}pulumi import --file FILE .*\n\n.*displayName/s);
    expect(JSON.parse(stdout)).toEqual({
      resources: [
        { type: "intune:index:VppToken", name: "london", id: ids[0] },
        { type: "intune:index:VppToken", name: "paris", id: ids[1] },
      ],
    });
    expect(code).toBe(0);
  });

  test.each([
    [["--id", "nope"], /The tenant has no VPP token with the id nope: nothing was written\..*status --json/],
    [["--out", "no/such/folder/index.ts"], /no\/such\/folder\/index\.ts can't be written \(ENOENT\)/],
    [["--format", "pulumi", "--language", "javascript"], /--language is for programs/],
    [["--out", "none.json"], /^error: none\.json is no program's name: add --format pulumi .*\.\n$/],
    [
      ["--format", "pulumi"],
      /^error: none\.ts is a program's name.*: let the name end in \.json, or leave out .*\.\n$/,
    ],
    [["--format", "pulumi", "--out", "none.mjs"], /^error: none\.mjs is a program's name/],
    [["--format", "pulumi", "--out", "none.py"], /^error: none\.py is a program's name/],
    [
      ["--format", "pulumi-native", "--out", "none.yaml"],
      /^error: none\.yaml is a program's name, and .*-native writes JSON/,
    ],
    [
      ["--format", "pulumi-native", "--language", "javascript"],
      /--language is for programs, and --format pulumi-native/,
    ],
    [
      ["--format", "pulumi-native", "--out", "none.json", "--connection", "contoso"],
      /^error: --format pulumi-native imports through the default provider .* names another one: leave out .*\.\n$/,
    ],
    [["--language", "python"], /Allowed choices are typescript, javascript/],
  ])("%j is refused with a sentence, and nothing is written", async (args, sentence) => {
    const { code, stdout, stderr } = await run("--out", "none.ts", ...args);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe("");
    expect(readdirSync(folder).filter((name) => name.startsWith("none"))).toEqual([]);
    expect(code).toBe(2);
  });

  test("explains both ways and its exit codes", async () => {
    const { code, stdout } = await run("--help");
    expect(stdout).toContain("$ pulumi import --file tokens.json --generate-code=false");
    expect(stdout).toContain("$ pulumi-intune import --out index.ts");
    expect(stdout).toMatch(/Exit codes:\n {2}0 {2}everything was written\n {2}2 {2}nothing was written/);
    expect(code).toBe(0);
  });
});
