// @ts-check
// A Chromium for the tests of the page that `status --html` writes.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { say } from "./install.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The executable of a Chromium: the one that PULUMI_INTUNE_CHROMIUM names, the first on the PATH, or, as root on a Debian,
 * Debian's package, which is installed then. Undefined where there is none; its tests are skipped, and say so.
 *
 * @returns {string | undefined}
 */
export function chromium() {
  const found = process.env.PULUMI_INTUNE_CHROMIUM || onPath();
  if (found) return found;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    say("There is no Chromium on the PATH: the tests that need a browser are skipped. Install one to run them.");
    return undefined;
  }
  say("Installing Chromium, Debian's package (about a minute) …");
  apt("update");
  apt("install", "--yes", "--no-install-recommends", "chromium");
  return onPath();
}

function onPath() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file));
}

/** @param {string[]} args */
function apt(...args) {
  const { status, stderr, error } = spawnSync("apt-get", ["--quiet", ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    encoding: "utf8",
    timeout: 5 * 60_000,
  });
  if (status !== 0) say(`apt-get ${args[0]} failed:\n${error?.message ?? stderr.trim()}`);
}
