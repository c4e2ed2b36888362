// @ts-check
// Is the CLI in a folder good? What is found there is gathered first, by really running it; then it is judged.
import { accessSync, constants, mkdtempSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { run } from "./process.mjs";
import { versionObjection } from "./version.mjs";

const windows = process.platform === "win32";
/** The three files that make a CLI for Node programs with dynamic resources. */
export const files = {
  engine: windows ? "pulumi.exe" : "pulumi",
  languageHost: windows ? "pulumi-language-nodejs.exe" : "pulumi-language-nodejs",
  launcher: windows ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs",
};

/**
 * @typedef {object} Findings
 * @property {boolean} engine whether there is a `pulumi`
 * @property {string} [answer] what `pulumi version` printed
 * @property {string} [problem] why `pulumi version` gave no answer
 * @property {boolean} languageHost whether there is one that runs
 * @property {boolean} launcher
 */

/**
 * @param {Findings} found
 * @param {{ exactly: string } | { atLeast: string }} wanted
 * @returns {string | undefined} what speaks against it, as the end of a sentence; undefined when it is good
 */
export function objection(found, wanted) {
  if (!found.engine) return `there is no ${files.engine} in it`;
  if (found.answer === undefined) return `\`pulumi version\` ${found.problem ?? "gave no answer"}`;
  const wrongVersion = versionObjection(found.answer, wanted);
  if (wrongVersion) return wrongVersion;
  if (!found.languageHost) return `no working ${files.languageHost} (it runs Node programs) comes with it`;
  if (!found.launcher) return `no ${files.launcher} (it starts dynamic providers) comes with it`;
  return undefined;
}

/**
 * Runs the CLI in a folder to see what it is.
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} otherFolders where its companions may lie as well
 * @returns {Promise<Findings>}
 */
export async function inspect(folder, env, otherFolders = []) {
  const engine = join(folder, files.engine);
  if (!isExecutable(engine)) return { engine: false, languageHost: false, launcher: false };
  // Even `pulumi version` writes a log into its home, and ~/.pulumi is the user's.
  const home = mkdtempSync(join(tmpdir(), "pulumi-intune-check-"));
  try {
    const quiet = { ...env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const version = await run(engine, ["version"], { env: quiet, seconds: 30 });
    // The engine looks on PATH, then beside itself, with symbolic links (as Homebrew's) resolved.
    const places = [folder, ...otherFolders, dirname(realpathSync(engine))];
    const host = places.map((place) => join(place, files.languageHost)).find(isExecutable);
    // With -h it prints its options and exits; without arguments it would wait for an engine.
    const hostRuns = host ? await run(host, ["-h"], { env: quiet, seconds: 30 }) : undefined;
    return {
      engine: true,
      ...(version.problem ? { problem: version.problem } : { answer: version.stdout }),
      languageHost: hostRuns !== undefined && (!hostRuns.problem || hostRuns.problem === "exited with 2"),
      launcher: places.some((place) => isExecutable(join(place, files.launcher))),
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/**
 * The folders of PATH. A relative one means something else in every working directory, so it is passed over.
 * @param {NodeJS.ProcessEnv} env
 */
export function pathFolders(env) {
  return [...new Set((env[pathName(env)] ?? "").split(delimiter).filter((folder) => isAbsolute(folder)))];
}

/**
 * Windows writes it `Path`, and a copy of process.env knows it by no other name.
 * @param {NodeJS.ProcessEnv} env
 */
export function pathName(env) {
  return Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
