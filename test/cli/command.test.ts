import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { faultKinds } from "../../src/emulator/faults/faultKinds";
import { builtCommand } from "./builtCommand";
import { hasFullDisk, runOntoFullDisk } from "./run";

const command = builtCommand();
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
});
afterAll(() => command.remove());

const run = (...args: string[]) =>
  spawnSync(process.execPath, [command.main, ...args], { env: command.env, encoding: "utf8", timeout: 20_000 });

/** Starts the emulator and waits until it says where it is. */
async function startEmulator(...args: string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [command.main, "emulator", "--port", "0", ...args], {
    env: command.env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  let output = "";
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    const url = /answers at (\S+)/.exec(output)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error(`the emulator ended: ${output}`);
}

describe("pulumi-intune", () => {
  test("tells its version", () => {
    const manifest = JSON.parse(readFileSync(command.manifest, "utf8"));
    expect(run("--version").stdout.trim()).toBe(manifest.version);
  });

  test("helps with an example", () => {
    expect(run("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("$ pulumi-intune status ") });
  });

  test.each(["status", "import", "token", "plugin", "emulator"])(
    "helps with %s by examples and its exit codes",
    (name) => {
      const { status, stdout } = run(name, "--help");
      expect(status).toBe(0);
      expect(stdout).toContain(`$ pulumi-intune ${name} `);
      expect(stdout).toMatch(/Exit codes:\n {2}0 /);
    },
  );

  test.each([
    [["nonsense"], "unknown command 'nonsense'"],
    [["emulator", "--port", "x"], "A port is a number from 0 to 65535."],
    [["emulator", "--seed", "-1"], "It takes a whole number from 0 to 999999."],
    [["status", "--format", "xml"], "Allowed choices are table, json, prometheus, junit."],
    [["status", "--json", "--format", "junit"], "option '--json' cannot be used with option '--format <name>'"],
    [["status", "--expiring-within", "1.5"], "It takes a whole number from 0 to 999999."],
    [["status", "--cwd", "/nowhere/at/all"], "The folder /nowhere/at/all can't be entered (ENOENT)"],
    [["token"], "missing required argument 'file'"],
    [["plugin", "remove"], "unknown command 'remove'"],
    [["plugin", "path", "--nonsense"], "unknown option '--nonsense'"],
  ])("%j is refused with a sentence and 2", (args, sentence) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(sentence);
  });
});

(hasFullDisk ? describe : describe.skip)("standard output that can't be written", () => {
  test.each([["--help"], ["--version"], ["emulator", "--port", "0"]])(
    "ends %s with 2 and a sentence",
    async (...args) => {
      expect(await runOntoFullDisk([command.main, ...args], { env: command.env })).toMatchObject({
        code: 2,
        stderr: "error: standard output can't be written (ENOSPC).\n",
      });
    },
  );
});

describe("pulumi-intune emulator", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("serves until %s and ends well", async (signal) => {
    const { child, url } = await startEmulator();
    const answer = await fetch(`${url}/v1.0/deviceAppManagement/vppTokens`, { headers: { authorization: "Bearer x" } });
    expect(answer.status).toBe(200);
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  test("is filled with made-up tokens by --seed", async () => {
    const { url } = await startEmulator("--seed", "7", "--latency", "1");
    const answer = await fetch(`${url}/beta/deviceAppManagement/vppTokens`, { headers: { authorization: "Bearer x" } });
    expect(await answer.json()).toMatchObject({ value: { length: 7 } });
  });

  test("fails as it is told when it was started with --faults, and lists all ways to fail", async () => {
    const { url } = await startEmulator("--faults");
    const told = await fetch(`${url}/emulator/faults`, { method: "POST", body: '{"kind": "status", "status": 418}' });
    expect(told.status).toBe(201);
    const answer = await fetch(`${url}/v1.0/deviceAppManagement/vppTokens`, { headers: { authorization: "Bearer x" } });
    expect(answer.status).toBe(418);
    const help = run("emulator", "--help").stdout;
    for (const { name, description } of faultKinds) expect(help).toContain(`${name.padEnd(14)}${description}`);
  });

  test("says in one sentence that its port is in use", async () => {
    const { url } = await startEmulator();
    const { status, stderr } = run("emulator", "--port", new URL(url).port);
    expect(status).toBe(2);
    expect(stderr.trim().split("\n")).toEqual([expect.stringMatching(/^error: Port \d+ is in use.*--port/)]);
  });

  test("says in one sentence that its data file is damaged", () => {
    const file = join(command.folder, "damaged.json");
    writeFileSync(file, "{oops");
    const { status, stderr } = run("emulator", "--port", "0", "--data", file);
    expect(status).toBe(2);
    expect(stderr.trim().split("\n")).toEqual([expect.stringMatching(/damaged\.json is damaged: it is not JSON/)]);
  });
});
