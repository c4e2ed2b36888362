import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { Machine, pinned } from "./machine";

// Well below the minute after which a silent holder is taken for gone, so that no test passes by waiting for that.
jest.setTimeout(20_000);

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.remove());

/** A process id that nothing has any more. */
const deadPid = () => spawnSync(process.execPath, ["-e", ""]).pid;

/** What a setup that was killed in the middle of a build leaves behind. */
function leaveUnfinished(pid: number): void {
  const unfinished = join(machine.cache, `${pinned}.unfinished`);
  mkdirSync(join(unfinished, "some-key/built"), { recursive: true });
  writeFileSync(join(unfinished, "some-key/built/pulumi"), "half a");
  writeFileSync(join(unfinished, "holder.json"), JSON.stringify({ pid, host: hostname(), key: "some-key" }));
}

describe("setup on a machine without any way to a CLI", () => {
  test("names every way and why it failed, and what to do, without a stack trace", async () => {
    const { status, stdout, stderr } = await machine.setup();
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("pulumi on PATH: there is none.");
    expect(stderr).toContain(`an earlier setup's folder: ${machine.cached}: there is no pulumi in it.`);
    expect(stderr).toContain("the official installer: left out by PULUMI_INTUNE_CLI_WAYS.");
    expect(stderr).toContain("a build with Go: go is not on PATH.");
    expect(stderr).toMatch(/Install the Pulumi CLI .* or Go \d+\.\d+\S* or newer/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test("leaves nothing behind in the cache", async () => {
    await machine.setup();
    expect(readdirSync(machine.cache)).toEqual([]);
  });

  test("says what Go said when the build fails", async () => {
    machine.go("echo 'disk full while linking' >&2; exit 2");
    const { status, stderr } = await machine.setup();
    expect(status).toBe(1);
    expect(stderr).toContain("building the Node language host failed, go exited with 2: disk full while linking.");
    expect(readdirSync(machine.cache)).toEqual([]);
  });

  test("says which Go is needed when the one there is too old", async () => {
    machine.program(join(machine.path, "go"), "echo go1.20.3");
    const { stderr } = await machine.setup();
    expect(stderr).toMatch(/a build with Go: go is 1\.20\.3, and \d+\.\d+\S* or newer is needed\./);
  });

  test("doesn't pass off a build that answers with another version", async () => {
    machine.go(`printf '#!/bin/sh\\necho v1.0.0\\n' > "$2"; chmod 755 "$2"; exit 0`);
    const { status, stderr } = await machine.setup();
    expect(status).toBe(1);
    expect(stderr).toContain(`what came out of it is not good: it is 1.0.0, not ${pinned}.`);
    expect(readdirSync(machine.cache)).toEqual([]);
  });

  test("refuses a way that doesn't exist", async () => {
    const { status, stderr } = await machine.setup({ PULUMI_INTUNE_CLI_WAYS: "path,download" });
    expect(status).toBe(1);
    expect(stderr).toBe('PULUMI_INTUNE_CLI_WAYS names "download"; it takes a list of path, cache, install, build.\n');
  });
});

describe("setup with a pulumi on PATH", () => {
  test("prints its folder as the only line and builds nothing", async () => {
    machine.cli(machine.path, pinned);
    machine.go();
    expect(await machine.setup()).toMatchObject({ status: 0, stdout: `${machine.path}\n`, stderr: "" });
    expect(existsSync(machine.builds)).toBe(false);
  });

  test("passes over one that is too old", async () => {
    machine.cli(machine.path, "3.253.9");
    const { status, stderr } = await machine.setup();
    expect(status).toBe(1);
    expect(stderr).toContain(
      `${join(machine.path, "pulumi")} is passed over: it is 3.253.9, and 3.254.0 or newer is needed`,
    );
  });

  test("takes a good one that comes after one that is too old", async () => {
    const later = join(machine.folder, "later");
    machine.cli(machine.path, "2.0.0");
    machine.cli(later, pinned);
    expect(await machine.setup({ PATH: `${machine.path}:${later}` })).toMatchObject({ stdout: `${later}\n` });
  });

  test("passes over one that comes without a Node language host", async () => {
    machine.program(join(machine.path, "pulumi"), `echo v${pinned}`);
    expect((await machine.setup()).stderr).toContain("no working pulumi-language-nodejs");
  });

  test("passes over one that doesn't run", async () => {
    machine.cli(machine.path, pinned);
    machine.program(join(machine.path, "pulumi"), "exit 3");
    expect((await machine.setup()).stderr).toContain("is passed over: `pulumi version` exited with 3");
  });

  test("gives it a throwaway home, so that ~/.pulumi stays untouched", async () => {
    const seen = join(machine.folder, "seen");
    machine.cli(machine.path, pinned);
    machine.program(
      join(machine.path, "pulumi"),
      `echo "$PULUMI_HOME" > ${seen}; touch "$PULUMI_HOME/log"; echo v${pinned}`,
    );
    expect(await machine.setup()).toMatchObject({ status: 0 });
    const home = readFileSync(seen, "utf8").trim();
    expect(home).not.toBe("");
    expect(existsSync(home)).toBe(false);
    expect(readdirSync(machine.folder).sort()).toEqual(["bin", "seen"]);
  });
});

describe("setup with Go", () => {
  test("builds into the cache, says so on stderr, and prints the folder as the only line", async () => {
    machine.go();
    const { status, stdout, stderr } = await machine.setup();
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${machine.cached}\n` });
    expect(stderr).toMatch(/Building the Pulumi engine: 0 of 1 packages, \d+ s \(usually 4 min\)/);
    expect(readdirSync(machine.cache)).toEqual([pinned]);
    expect(readdirSync(machine.cached).sort()).toEqual([
      "pulumi",
      "pulumi-language-nodejs",
      "pulumi-resource-pulumi-nodejs",
    ]);
  });

  test("builds nothing the second time", async () => {
    machine.go();
    await machine.setup();
    const built = readFileSync(machine.builds, "utf8");
    expect(await machine.setup()).toMatchObject({ stdout: `${machine.cached}\n`, stderr: "" });
    expect(readFileSync(machine.builds, "utf8")).toBe(built);
  });

  test("doesn't take a half-finished folder for finished, and replaces it", async () => {
    machine.program(join(machine.cached, "pulumi"), `echo v${pinned}`);
    expect((await machine.setup()).stderr).toContain(`${machine.cached}: no working pulumi-language-nodejs`);
    machine.go();
    expect(await machine.setup()).toMatchObject({ status: 0, stdout: `${machine.cached}\n` });
    expect(existsSync(join(machine.cached, "pulumi-language-nodejs"))).toBe(true);
    expect(readdirSync(machine.cache)).toEqual([pinned]);
  });

  test("clears out what a killed setup left and starts anew", async () => {
    leaveUnfinished(deadPid());
    machine.go();
    expect(await machine.setup()).toMatchObject({ status: 0, stdout: `${machine.cached}\n` });
    expect(readdirSync(machine.cache)).toEqual([pinned]);
  });

  test("builds once when two run at once, and both get the folder", async () => {
    // The first build goes on until the other setup has said that it waits.
    machine.go(`while [ ! -e ${machine.folder}/go-on ]; do sleep 0.05; done`);
    const both = [machine.start(), machine.start()];
    for (const one of both)
      one.stderr.on("data", (text) => {
        if (String(text).includes("Waiting for another setup")) writeFileSync(join(machine.folder, "go-on"), "");
      });
    const [first, second] = await Promise.all(both.map((one) => one.ended));
    expect(first).toMatchObject({ status: 0, stdout: `${machine.cached}\n` });
    expect(second).toMatchObject({ status: 0, stdout: `${machine.cached}\n` });
    expect(readFileSync(machine.builds, "utf8").trim().split("\n")).toHaveLength(2);
    expect(readdirSync(machine.cache)).toEqual([pinned]);
  });

  test("ends the compiler and clears up when it is interrupted", async () => {
    const started = join(machine.folder, "started");
    machine.go(`echo $$ > ${started}.part; mv ${started}.part ${started}; exec sleep 20`);
    const { pid, ended } = machine.start();
    let over = false;
    void ended.then(() => {
      over = true;
    });
    while (!existsSync(started) && !over) await new Promise((resolve) => setTimeout(resolve, 20));
    process.kill(Number(pid), "SIGTERM");
    expect(await ended).toMatchObject({ signal: "SIGTERM", stdout: "" });
    expect(() => process.kill(Number(readFileSync(started, "utf8")), 0)).toThrow("ESRCH");
    expect(readdirSync(machine.cache)).toEqual([]);
  });

  test("can be interrupted while it waits for another one", async () => {
    leaveUnfinished(process.pid);
    machine.go();
    const { pid, stderr, ended } = machine.start();
    stderr.on("data", () => process.kill(Number(pid), "SIGTERM"));
    expect(await ended).toMatchObject({ signal: "SIGTERM", stdout: "" });
    expect(existsSync(machine.builds)).toBe(false);
  });
});
