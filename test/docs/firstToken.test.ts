import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createSandbox } from "../../tools/sandbox.cjs";
import { root } from "../support/pulumi";
import { readPages } from "./pages";
import { openShell, type Shell } from "./shell";
import { shows } from "./shownOutput";

/** Stands in for `npm install`, which takes longer: test/e2e/programs.test.ts installs the package for good. */
const npm = `npm() {
  [ "$1" = install ] || { command npm "$@"; return; }
  node -e 'require(process.argv[1]).linkPackages(process.cwd())' "${join(root, "tools", "sandbox.cjs")}"
  mkdir -p node_modules/.bin
  printf '#!/bin/sh\\nexec node "%s" "$@"\\n' "${join(root, "dist", "cli", "main.js")}" > node_modules/.bin/pulumi-intune
  chmod +x node_modules/.bin/pulumi-intune
}`;

describe("the guide to the first token", () => {
  let sandbox: ReturnType<typeof createSandbox>;
  let shell: Shell;
  let emulator: ChildProcess | undefined;

  beforeAll(async () => {
    sandbox = createSandbox(process.env.PULUMI_INTUNE_CLI ?? "", {
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      npm_config_loglevel: "error",
    });
    // The guide says itself where the state lies and what the passphrase is.
    const { PULUMI_BACKEND_URL: _, PULUMI_CONFIG_PASSPHRASE: __, ...variables } = sandbox.environment;
    shell = openShell(sandbox.folder, variables);
    await shell.run(npm);
  });
  afterAll(async () => {
    shell?.close();
    if (emulator?.pid !== undefined && emulator.exitCode === null) {
      process.kill(-emulator.pid);
      await once(emulator, "exit");
    }
    sandbox?.remove();
  });

  /** Starts a command in a second terminal, and gives what it says until it waits. */
  async function inSecondTerminal(command: string): Promise<string> {
    const child = spawn("bash", ["-c", command], {
      cwd: join(sandbox.folder, "vpp"),
      env: sandbox.environment,
      detached: true,
      stdio: ["ignore", "pipe", "inherit"],
    });
    emulator = child;
    let printed = "";
    for await (const chunk of child.stdout ?? []) {
      printed += String(chunk);
      if (printed.includes("Ctrl-C")) break;
    }
    return printed;
  }

  test("can be followed to the letter, and shows what is printed", async () => {
    const port = await freePort();
    const page = readPages().find(({ path }) => path === "docs/guides/first-token.md");
    let printed = "";
    for (const { language, text: written, file } of page?.blocks ?? []) {
      const text = written.replaceAll("4399", String(port));
      if (language === "text") {
        if (!shows(text, printed)) expect(printed).toBe(text);
      } else if (language === "sh") {
        const isEmulator = text === "npx pulumi-intune emulator";
        printed = isEmulator ? await inSecondTerminal(`${text} --port ${port}`) : await shell.run(text);
      } else {
        writeFileSync(join(sandbox.folder, "vpp", String(file)), `${text}\n`);
      }
    }
    expect(printed).toContain("has been removed");
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
