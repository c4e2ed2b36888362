import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Machine, pinned } from "./machine";

// Well below the minute after which a silent process is taken for gone, so that no test passes by waiting for that.
jest.setTimeout(20_000);

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.remove());

const builds = () => readFileSync(machine.builds, "utf8").trim().split("\n");

test("setup builds the host of a language into the cached CLI and prints the folder as the only line", async () => {
  machine.cli(machine.cached, pinned);
  machine.go();
  const engine = statSync(join(machine.cached, "pulumi")).ino;
  const { status, stdout, stderr } = await machine.setup({}, "yaml");
  expect({ status, stdout }).toEqual({ status: 0, stdout: `${machine.cached}\n` });
  expect(stderr).toMatch(
    /^Building the YAML language host \d+\.\d+\.\d+ with Go: about 2 min with 2 cores, and only once\.$/m,
  );
  expect(builds().map((file) => basename(file))).toEqual(["pulumi-language-yaml"]);
  expect(readdirSync(machine.cached)).toContain("pulumi-language-yaml");
  // The folder stayed in its place: others may be running what lies in it.
  expect(statSync(join(machine.cached, "pulumi")).ino).toBe(engine);
  expect(readdirSync(machine.cache)).toEqual([pinned]);
});

test("setup builds a host once, and leaves a CLI with it alone when it isn't asked for", async () => {
  machine.cli(machine.cached, pinned);
  machine.go();
  await machine.setup({}, "yaml");
  expect(await machine.setup({}, "yaml")).toMatchObject({ stdout: `${machine.cached}\n`, stderr: "" });
  expect(await machine.setup()).toMatchObject({ stdout: `${machine.cached}\n`, stderr: "" });
  expect(builds()).toHaveLength(1);
});

test("setup builds the CLI and the host where there is neither", async () => {
  machine.go();
  expect(await machine.setup({}, "yaml")).toMatchObject({ status: 0, stdout: `${machine.cached}\n` });
  expect(readdirSync(machine.cached).sort()).toEqual([
    "pulumi",
    "pulumi-language-nodejs",
    "pulumi-language-yaml",
    "pulumi-resource-pulumi-nodejs",
  ]);
});

test("setup puts the script that the Python host needs beside it", async () => {
  machine.cli(machine.cached, pinned);
  machine.go();
  mkdirSync(join(machine.modules, "python/cmd"), { recursive: true });
  writeFileSync(join(machine.modules, "python/cmd/pulumi-language-python-exec"), "#!/usr/bin/env python\n", {
    mode: 0o444,
  });
  expect(await machine.setup({}, "yaml", "python")).toMatchObject({ status: 0, stdout: `${machine.cached}\n` });
  expect(readFileSync(join(machine.cached, "pulumi-language-python-exec"), "utf8")).toBe("#!/usr/bin/env python\n");
  expect(await machine.setup({}, "python", "yaml")).toMatchObject({ status: 0, stderr: "" });
});

test("setup takes a pulumi on PATH that brings the host along, beside itself or elsewhere on PATH", async () => {
  const elsewhere = join(machine.folder, "elsewhere");
  machine.cli(machine.path, pinned, "yaml");
  machine.go();
  expect(await machine.setup({}, "yaml")).toMatchObject({ status: 0, stdout: `${machine.path}\n`, stderr: "" });
  machine.cli(machine.path, pinned);
  machine.program(join(elsewhere, "pulumi-language-python"), "exit 2");
  machine.program(join(elsewhere, "pulumi-language-python-exec"), "exit 0");
  const PATH = `${machine.path}:${elsewhere}`;
  expect(await machine.setup({ PATH }, "python")).toMatchObject({ status: 0, stdout: `${machine.path}\n`, stderr: "" });
  expect(existsSync(machine.builds)).toBe(false);
});

test("setup never writes beside a pulumi on PATH: one without the host is passed over for the cached one", async () => {
  const other = join(machine.folder, "other");
  machine.cli(other, pinned);
  machine.cli(machine.cached, pinned);
  machine.go();
  const PATH = `${other}:${machine.path}`;
  expect(await machine.setup({ PATH }, "yaml")).toMatchObject({ status: 0, stdout: `${machine.cached}\n` });
  expect(existsSync(join(other, "pulumi-language-yaml"))).toBe(false);
});

test("setup without any way to the host says so in one message, and the CLI without it stays as it is", async () => {
  machine.cli(machine.cached, pinned);
  const { status, stdout, stderr } = await machine.setup({}, "yaml");
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain("The Pulumi CLI (3.254.0 or newer, with pulumi-language-yaml) is needed");
  expect(stderr).toContain("no working pulumi-language-yaml (it runs YAML programs) comes with it.");
  expect(stderr).toContain("a build with Go: go is not on PATH.");
  expect(await machine.setup()).toMatchObject({ status: 0, stdout: `${machine.cached}\n` });
  expect(readdirSync(machine.cache)).toEqual([pinned]);
});

test("setup doesn't add a host that doesn't run", async () => {
  machine.cli(machine.cached, pinned);
  machine.go(`printf '#!/bin/sh\\nexit 1\\n' > "$2"; chmod 755 "$2"; exit 0`);
  const { status, stderr } = await machine.setup({}, "yaml");
  expect(status).toBe(1);
  expect(stderr).toContain("what came out of it is not good: pulumi-language-yaml doesn't run.");
  expect(readdirSync(machine.cached)).not.toContain("pulumi-language-yaml");
});

test("setup replaces a host that doesn't run", async () => {
  machine.cli(machine.cached, pinned);
  machine.program(join(machine.cached, "pulumi-language-yaml"), "exit 1");
  machine.go();
  expect(await machine.setup({}, "yaml")).toMatchObject({ status: 0 });
  expect(builds()).toHaveLength(1);
});

test("setup builds a host once when two run at once, and both get the folder", async () => {
  machine.cli(machine.cached, pinned);
  // The first build goes on until the other setup has said that it waits.
  machine.go(`while [ ! -e ${machine.folder}/go-on ]; do sleep 0.05; done`);
  const both = [machine.start({}, "yaml"), machine.start({}, "yaml")];
  for (const one of both)
    one.stderr.on("data", (text) => {
      if (String(text).includes("Waiting for another setup")) writeFileSync(join(machine.folder, "go-on"), "");
    });
  for (const ended of await Promise.all(both.map((one) => one.ended))) {
    expect(ended).toMatchObject({ status: 0, stdout: `${machine.cached}\n` });
  }
  expect(builds()).toHaveLength(1);
  expect(readdirSync(machine.cache)).toEqual([pinned]);
});

test("setup refuses a language that it has no host for", async () => {
  expect(await machine.setup({}, "yaml", "cobol")).toEqual({
    status: 1,
    signal: null,
    stdout: "",
    stderr: 'setup adds language hosts for yaml and python, and chromium. It knows nothing of "cobol".\n',
  });
});
