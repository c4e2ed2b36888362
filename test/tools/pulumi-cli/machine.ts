import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";

const tools = join(__dirname, "../../../tools/pulumi-cli");
export const setupFile = join(tools, "setup.mjs");
export const launcherFile = join(tools, "pulumi-resource-pulumi-nodejs");

/** The version that setup looks for, from the one place where it stands. */
export const pinned = /pulumi\/pkg\/v3 v(\S+)/.exec(readFileSync(join(tools, "engine/go.mod"), "utf8"))?.[1] ?? "";

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly pid: number | undefined;
  readonly stderr: Readable;
  readonly ended: Promise<Ended>;
}

/** A bare machine in a temporary folder: nothing on PATH, nothing in the cache, no way to the internet. */
export class Machine {
  readonly folder = mkdtempSync(join(tmpdir(), "pulumi-intune-machine-"));
  readonly path = join(this.folder, "bin");
  readonly cache = join(this.folder, "cache/pulumi-intune/cli");
  readonly cached = join(this.cache, pinned);

  private readonly running = new Set<ChildProcess>();

  constructor() {
    mkdirSync(this.path);
  }

  /** Puts a shell script on the machine, in place of a program that others make. */
  program(file: string, ...lines: string[]): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, ["#!/bin/sh", "PATH=/usr/bin:/bin", ...lines, ""].join("\n"), { mode: 0o755 });
  }

  /** A folder with all that a CLI consists of, and the hosts of these languages. */
  cli(folder: string, version: string, ...languages: string[]): void {
    for (const language of languages) this.program(join(folder, `pulumi-language-${language}`), "exit 0");
    this.program(join(folder, "pulumi"), `echo v${version}`);
    this.program(join(folder, "pulumi-language-nodejs"), "exit 0");
    this.program(join(folder, "pulumi-resource-pulumi-nodejs"), "exit 0");
  }

  /** A Go that notes every build in `builds` and "compiles" a program that answers with the pinned version. */
  go(...atEveryBuild: string[]): void {
    this.program(
      join(this.path, "go"),
      `case "$1 $2" in env*) echo go1.99.0; exit;; "list -m") echo ${this.modules}; exit;; list*) echo +; exit;; esac`,
      'while [ "$1" != -o ]; do shift; done',
      `echo "$2" >> ${this.builds}`,
      ...atEveryBuild,
      `printf '#!/bin/sh\\necho v${pinned}\\n' > "$2"`,
      'chmod 755 "$2"',
    );
  }

  /** Where Go keeps the modules that it fetched. */
  get modules(): string {
    return join(this.folder, "modules");
  }

  get builds(): string {
    return join(this.folder, "builds");
  }

  start(env: NodeJS.ProcessEnv = {}, ...languages: string[]): Started {
    const child = spawn(process.execPath, [setupFile, ...languages], {
      env: {
        HOME: this.folder,
        PATH: this.path,
        XDG_CACHE_HOME: join(this.folder, "cache"),
        PULUMI_INTUNE_CLI_WAYS: "path,cache,build",
        ...env,
      },
    });
    this.running.add(child);
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (text) => {
      stdout += text;
    });
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    const ended = new Promise<Ended>((resolve) => {
      child.on("close", (status, signal) => {
        this.running.delete(child);
        resolve({ status, signal, stdout, stderr });
      });
    });
    return { pid: child.pid, stderr: child.stderr, ended };
  }

  setup(env?: NodeJS.ProcessEnv, ...languages: string[]): Promise<Ended> {
    return this.start(env, ...languages).ended;
  }

  /** A test that failed half-way may have left something running, which ends what it started itself. */
  remove(): void {
    for (const child of this.running) child.kill("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }
}
