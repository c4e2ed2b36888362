// @ts-check
// Brings a fresh clone to the point where its own code can run: dependencies installed, src/ compiled.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { digestOf, isNoted } from "./digest.mjs";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** NODE_ENV=production and the user's own configuration would leave the compiler out. */
const npmArguments = ["ci", "--include=dev", "--ignore-scripts", "--loglevel=error"];

/** Installs what the lock file says and compiles, unless that was done already. Ends the process when either fails. */
export function install() {
  const note = join(root, "node_modules", ".installed-from");
  const wanted = [...npmArguments, digestOf(root, ["package-lock.json"])].join(" ");
  if (!isNoted(note, wanted)) {
    say("Installing the dependencies (under a minute) …");
    must("npm", npmArguments);
    writeFileSync(note, wanted);
  }
  must(process.execPath, [join(root, "tools", "build.mjs"), "--if-changed"]);
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
    // On Windows npm is a script, which only the shell starts, and the shell takes a path apart at its blanks.
    shell: process.platform === "win32" && command === "npm",
  });
  if (status === 0) return;
  say(`${command} ${args.join(" ")} failed${error ? `: ${error.message}` : ""}.`);
  process.exit(1);
}
