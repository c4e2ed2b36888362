// @ts-check
// Is the CLI in a folder good? What is found there is gathered first, by really running it; then it is judged.
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { hostFiles, hostRuns, missingHosts } from "./language-hosts.mjs";
import { files, isExecutable } from "./path.cjs";
import { run } from "./process.mjs";
import { versionObjection } from "./version.mjs";

/**
 * @typedef {object} Findings
 * @property {boolean} engine whether there is a `pulumi`
 * @property {string} [answer] what `pulumi version` printed
 * @property {string} [problem] why `pulumi version` gave no answer
 * @property {boolean} languageHost whether there is one that runs
 * @property {boolean} launcher
 * @property {readonly import("./language-hosts.mjs").Language[]} missing the languages that it can't run, of those asked for
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
  const [missing] = found.missing.map((language) => hostFiles[language]);
  if (missing) return `no working ${missing.program} (it runs ${missing.runs}) comes with it`;
  return undefined;
}

/**
 * Runs the CLI in a folder to see what it is.
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly import("./language-hosts.mjs").Language[]} languages whose hosts are needed besides Node's
 * @param {readonly string[]} otherFolders where its companions may lie as well
 * @returns {Promise<Findings>}
 */
export async function inspect(folder, env, languages, otherFolders = []) {
  const engine = join(folder, files.engine);
  if (!isExecutable(engine)) return { engine: false, languageHost: false, launcher: false, missing: languages };
  // Even `pulumi version` writes a log into its home, and ~/.pulumi is the user's.
  const home = mkdtempSync(join(tmpdir(), "pulumi-intune-check-"));
  try {
    const quiet = { ...env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const version = await run(engine, ["version"], { env: quiet, seconds: 30 });
    // The engine looks on PATH, then beside itself, with symbolic links (as Homebrew's) resolved.
    const places = [folder, ...otherFolders, dirname(realpathSync(engine))];
    const host = places.map((place) => join(place, files.languageHost)).find(isExecutable);
    return {
      engine: true,
      ...(version.problem ? { problem: version.problem } : { answer: version.stdout }),
      languageHost: host !== undefined && (await hostRuns(host, quiet)),
      launcher: places.some((place) => isExecutable(join(place, files.launcher))),
      missing: await missingHosts(places, quiet, languages),
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
