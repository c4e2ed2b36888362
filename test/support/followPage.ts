import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createSandbox } from "../../tools/sandbox.cjs";
import { readPages } from "../docs/pages";
import { openShell, type Shell } from "../docs/shell";
import { shows } from "../docs/shownOutput";
import { root } from "./pulumi";

/** Stands in for `npm install`, which takes longer: test/e2e/programs.test.ts installs the package for good. */
const npm = `npm() {
  [ "$1" = install ] || { command npm "$@"; return; }
  node -e 'require(process.argv[1]).linkPackages(process.cwd())' "${join(root, "tools", "sandbox.cjs")}"
  mkdir -p node_modules/.bin
  printf '#!/bin/sh\\nexec node "%s" "$@"\\n' "${join(root, "dist", "cli", "main.js")}" > node_modules/.bin/pulumi-intune
  chmod +x node_modules/.bin/pulumi-intune
}`;

/**
 * Types every command of a page into a shell, writes the files that it shows, and compares what is printed with what it
 * shows. A second terminal holds the emulator.
 *
 * @param path The page, from the root of the clone.
 * @param folder Where its files belong, below the folder of the sandbox that the shell begins in.
 * @param prepare Puts what the page takes for granted into the sandbox's folder.
 * @returns What the last command printed.
 */
export async function followPage(
  path: string,
  folder: string,
  prepare: (sandboxFolder: string) => void = () => {},
): Promise<string> {
  const sandbox = createSandbox(process.env.PULUMI_INTUNE_CLI ?? "", {
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    npm_config_loglevel: "error",
  });
  const home = join(sandbox.folder, folder);
  let shell: Shell | undefined;
  let emulator: ChildProcess | undefined;
  try {
    prepare(sandbox.folder);
    // The page says itself where the state lies and what the passphrase is.
    const { PULUMI_BACKEND_URL: _, PULUMI_CONFIG_PASSPHRASE: __, ...variables } = sandbox.environment;
    shell = openShell(sandbox.folder, variables);
    await shell.run(npm);
    const port = await freePort();
    const page = readPages().find((each) => each.path === path);
    let printed = "";
    for (const { language, text: written, file } of page?.blocks ?? []) {
      const text = written.replaceAll("4399", String(port));
      if (language === "text") {
        if (!shows(text, printed)) expect(printed).toBe(text);
      } else if (language !== "sh") {
        writeFileSync(join(home, String(file)), `${text}\n`);
      } else if (text === "npx pulumi-intune emulator") {
        emulator = spawn("bash", ["-c", `${text} --port ${port}`], {
          cwd: home,
          env: sandbox.environment,
          detached: true,
          stdio: ["ignore", "pipe", "inherit"],
        });
        printed = await untilItWaits(emulator);
      } else {
        printed = await shell.run(text);
      }
    }
    return printed;
  } finally {
    shell?.close();
    if (emulator?.pid !== undefined && emulator.exitCode === null) {
      process.kill(-emulator.pid);
      await once(emulator, "exit");
    }
    sandbox.remove();
  }
}

async function untilItWaits({ stdout }: ChildProcess): Promise<string> {
  let printed = "";
  for await (const chunk of stdout ?? []) {
    printed += String(chunk);
    if (printed.includes("Ctrl-C")) break;
  }
  return printed;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
