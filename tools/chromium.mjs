// @ts-check
// A Chromium for the tests of the page that `status --html` writes: looked for on every machine, installed only in CI
// (by `npm test`) and when someone asks for it (`npm run setup -- chromium`).
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { say } from "./install.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Chromium can't be installed here. The message is for the user and complete. */
export class NoChromium extends Error {}

/**
 * The executable of a Chromium: the one that PULUMI_INTUNE_CHROMIUM names, or the first on the PATH.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function findChromium(env = process.env) {
  return env.PULUMI_INTUNE_CHROMIUM || names.flatMap((name) => onPath(name, env))[0];
}

/**
 * The executable of a Chromium, which is Debian's package where none is found. That takes about a minute and needs root.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {number} [userId] Whose rights there are; 0 is root.
 * @returns {string}
 * @throws {NoChromium}
 */
export function provideChromium(env = process.env, userId = process.getuid?.()) {
  const found = findChromium(env);
  if (found) return found;
  if (userId !== 0 || onPath("apt-get", env).length === 0) {
    throw new NoChromium(
      "Chromium can't be installed here: that is done as root on Debian or Ubuntu only. Install it yourself, and put it on PATH or name it in PULUMI_INTUNE_CHROMIUM.",
    );
  }
  say("Installing Chromium, Debian's package (about a minute) …");
  apt(env, "update");
  apt(env, "install", "--yes", "--no-install-recommends", "chromium");
  const installed = findChromium(env);
  if (!installed) throw new NoChromium("apt-get installed its package, but there is no Chromium on PATH.");
  return installed;
}

/**
 * What `npm test` runs its browser tests with, if anything: it installs a browser in CI only.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function chromiumForTests(env = process.env) {
  if (!isCi(env)) return findChromium(env);
  try {
    return provideChromium(env);
  } catch (error) {
    if (!(error instanceof NoChromium)) throw error;
    say(error.message);
    return undefined;
  }
}

/** @param {NodeJS.ProcessEnv} env */
function isCi({ CI }) {
  return CI !== undefined && !["", "0", "false"].includes(CI.toLowerCase());
}

/** @param {string} name @param {NodeJS.ProcessEnv} env */
function onPath(name, { PATH = "" }) {
  const folders = PATH.split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).filter((file) => existsSync(file));
}

/** @param {NodeJS.ProcessEnv} env @param {string[]} args */
function apt(env, ...args) {
  const { status, stderr, error } = spawnSync("apt-get", ["--quiet", ...args], {
    env: { ...env, DEBIAN_FRONTEND: "noninteractive" },
    encoding: "utf8",
    timeout: 5 * 60_000,
  });
  if (status !== 0) throw new NoChromium(`apt-get ${args[0]} failed:\n${error?.message ?? stderr.trim()}`);
}
