// @ts-check
// Brings a fresh clone to the point where its own code can run: dependencies installed, src/ compiled.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Installs what the lock file says unless that is installed already, and compiles. Ends the process when either fails. */
export function install() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = join(root, "node_modules", ".installed-from");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
    say("Installing the dependencies (under a minute) …");
    must("npm", ["ci", "--ignore-scripts", "--loglevel=error"]);
    writeFileSync(stamp, lock);
  }
  say("Compiling …");
  must(process.execPath, [join(root, "tools", "build.mjs")]);
}

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function must(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  say(`${command} ${args.join(" ")} failed${error ? `: ${error.message}` : ""}.`);
  process.exit(1);
}
