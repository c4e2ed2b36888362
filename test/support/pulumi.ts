import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createSandbox, linkPackages, placeExample, type Sandbox } from "../../tools/sandbox.cjs";

export const root = join(__dirname, "..", "..");

/** What a run of the CLI left behind. */
export interface Run {
  readonly code: number;
  /** Standard output and standard error in the order in which they came. */
  readonly output: string;
}

/** A stack of the real Pulumi CLI in a sandbox of its own. */
export class Stack {
  private constructor(
    readonly folder: string,
    private readonly sandbox: Sandbox,
    private readonly variables: Record<string, string>,
  ) {}

  /**
   * A new stack for a program.
   *
   * @param files The program: the names and contents of its files, or the name of a folder under examples/.
   * @param variables Environment variables for the CLI, the program and the provider.
   * @param options.link Whether the program finds this clone and its dependencies without an install.
   */
  static async create(
    files: Record<string, string> | string,
    variables: Record<string, string> = {},
    { link = true } = {},
  ): Promise<Stack> {
    const sandbox = createSandbox(pulumiFolder());
    const folder = join(sandbox.folder, "program");
    if (typeof files === "string") placeExample(files, folder);
    else writeProgram(folder, files);
    if (link && typeof files !== "string") linkPackages(folder);
    const stack = new Stack(folder, sandbox, variables);
    await stack.mustRun(["stack", "init", "test"]);
    return stack;
  }

  /** The environment that the CLI runs in. */
  get environment(): Record<string, string> {
    return { ...this.sandbox.environment, ...this.variables };
  }

  /** The values are given as plain ones, except for the names in `secrets`. */
  async configure(values: Record<string, string>, secrets: readonly string[] = []): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      const kind = secrets.includes(name) ? "--secret" : "--plaintext";
      await this.mustRun(["config", "set", kind, name, "--", value]);
    }
  }

  write(files: Record<string, string>): void {
    writeProgram(this.folder, files);
  }

  /** Runs the CLI with the given arguments, whatever its exit code. */
  run(args: readonly string[], variables: Record<string, string> = {}): Promise<Run> {
    return this.start("pulumi", ["--non-interactive", ...args], variables);
  }

  /** Runs the command `pulumi-intune`, from dist/, with the given arguments, whatever its exit code. */
  runCommand(args: readonly string[]): Promise<Run> {
    return this.start(process.execPath, [join(root, "dist", "cli", "main.js"), ...args]);
  }

  private start(program: string, args: readonly string[], variables: Record<string, string> = {}): Promise<Run> {
    return new Promise((resolve, reject) => {
      const child = spawn(program, args, {
        cwd: this.folder,
        env: { ...this.environment, ...variables },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      child.stdout.on("data", (chunk) => {
        output += chunk;
      });
      child.stderr.on("data", (chunk) => {
        output += chunk;
      });
      child.on("error", reject);
      child.on("close", (code) => resolve({ code: code ?? -1, output }));
    });
  }

  /** Runs the CLI and fails with its output unless it ends well. */
  async mustRun(args: readonly string[]): Promise<string> {
    const { code, output } = await this.run(args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
    return output;
  }

  up(...args: string[]): Promise<Run> {
    return this.run(["up", "--yes", "--skip-preview", ...args]);
  }

  preview(...args: string[]): Promise<Run> {
    return this.run(["preview", ...args]);
  }

  refresh(...args: string[]): Promise<Run> {
    return this.run(["refresh", "--yes", "--skip-preview", ...args]);
  }

  /** The check for drift of a pipeline: its exit code isn't 0 where there is any. */
  drift(...args: string[]): Promise<Run> {
    return this.run(["refresh", "--preview-only", "--expect-no-changes", ...args]);
  }

  destroy(...args: string[]): Promise<Run> {
    return this.run(["destroy", "--yes", "--skip-preview", ...args]);
  }

  /** The state as it lies on disk, secrets encrypted. */
  stateText(): string {
    const project = /^name: (\S+)/m.exec(readFileSync(join(this.folder, "Pulumi.yaml"), "utf8"))?.[1];
    return readFileSync(join(this.sandbox.state, ".pulumi", "stacks", String(project), "test.json"), "utf8");
  }

  /** Everything that the backend holds: the state, its backups and the history. */
  storedText(): string {
    const files = readdirSync(this.sandbox.state, { recursive: true, withFileTypes: true });
    return files
      .flatMap((file) => (file.isFile() ? [readFileSync(join(file.parentPath, file.name), "utf8")] : []))
      .join("\n");
  }

  /** The resources of this package in the state. */
  resources(): StateResource[] {
    const state = JSON.parse(this.stateText()) as { checkpoint: { latest: { resources?: StateResource[] } } };
    return (state.checkpoint.latest.resources ?? []).filter(({ type }) => type.includes("intune:"));
  }

  /** The id that the state holds for the resource with that name; undefined when the state lacks it. */
  idOf(name: string): string | undefined {
    return this.resources().find(({ urn }) => urn.endsWith(`::${name}`))?.id;
  }

  remove(): void {
    this.sandbox.remove();
  }
}

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Where `npm test` put the CLI. */
function pulumiFolder(): string {
  const folder = process.env.PULUMI_INTUNE_CLI;
  if (!folder) throw new Error("Run these tests with `npm test`: it finds the Pulumi CLI and names its folder.");
  return folder;
}

function writeProgram(folder: string, files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** @throws Error with the output of a run that didn't end well */
export function expectWell({ code, output }: Run): void {
  if (code !== 0) throw new Error(`The run ended with ${code}:\n${output}`);
}
