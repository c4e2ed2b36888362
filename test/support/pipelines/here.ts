import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSandbox, placeExample } from "../../../tools/sandbox.cjs";
import { type Intune, startIntune } from "../intune";
import { type Run, root } from "../pulumi";

/** A place where a pipeline's scripts run: a copy of examples/basic, a stack of the real CLI, and a local Intune. */
export interface Here {
  readonly intune: Intune;
  /** Runs a script as the pipelines' systems do, whatever its exit code. */
  run(script: string): Promise<Run>;
  /** The stack's state as it lies on disk. */
  state(): string;
  close(): Promise<void>;
}

export async function startHere(): Promise<Here> {
  const intune = await startIntune();
  // What a pipeline sets as PULUMI_ACCESS_TOKEN, INTUNE_USE_OIDC and so on stands in a sandbox's own variables.
  const sandbox = createSandbox(process.env.PULUMI_INTUNE_CLI ?? "", {
    ...intune.variables,
    CI: "true",
    PULUMI_STACK: "production",
    // npx is to find the command in the copy. If it looked elsewhere, it should fail and not fetch something.
    npm_config_registry: "http://127.0.0.1:1/",
  });
  sandbox.environment.npm_config_cache = join(sandbox.folder, "npm");
  const folder = join(sandbox.folder, "program");
  placeExample("basic", folder);
  installCommand(folder);
  return {
    intune,
    run: (script) => shell(script, folder, sandbox.environment),
    state: () => readFileSync(join(sandbox.state, ".pulumi", "stacks", "intune-basic", "production.json"), "utf8"),
    close: async () => {
      sandbox.remove();
      await intune.close();
    },
  };
}

/** Makes the command available to npx, as an install does. */
function installCommand(folder: string): void {
  const command = join(folder, "node_modules", ".bin", "pulumi-intune");
  mkdirSync(join(command, ".."), { recursive: true });
  writeFileSync(command, `#!/bin/sh\nexec node "${join(root, "dist", "cli", "main.js")}" "$@"\n`);
  chmodSync(command, 0o755);
}

function shell(script: string, cwd: string, env: Record<string, string>): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["-e", "-o", "pipefail", "-c", script], {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (part: string) => {
        output += part;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? -1, output }));
  });
}
