// @ts-check
// npm run --silent setup [-- chromium]: sees to it that there is a Pulumi CLI, with all that Node programs and dynamic providers need.
//
// chromium  also sees to it that there is a browser for the tests that need one: Debian's package, where none is found.
//
// Standard output: one line, the folder that holds the binaries. Progress goes to standard error. Exit code 1 and one
// message when there is no way to a CLI.
//
// PULUMI_INTUNE_CLI_WAYS  the ways to try, a list of `path` (a supported `pulumi` on PATH), `cache` (the folder that an
//                         earlier run filled), `install` (Pulumi's download site), `build` (with Go). Default: all, in
//                         this order. `path,cache,build` keeps it off the download site.
// XDG_CACHE_HOME          where the cache lies, default ~/.cache. The folder is <it>/pulumi-intune/cli/<version>. Go keeps its
//                         own cache there too, so that another value means a build from nothing (GOCACHE overrides).
import { realpathSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NoChromium, provideChromium } from "../chromium.mjs";
import { buildCli } from "./build.mjs";
import { publish, withBuildDirectory } from "./build-directory.mjs";
import { inspect, objection } from "./candidate.mjs";
import { installCli } from "./install.mjs";
import { Interrupted, withInterrupts } from "./interrupts.mjs";
import { files, isExecutable, pathFolders } from "./path.cjs";
import { pinnedEngine } from "./pins.mjs";
import { progressOn } from "./progress.mjs";
import { oldestSupported } from "./version.mjs";
import { cacheRoot, chosenWays, failureMessage, waysVariable } from "./ways.mjs";

/** @typedef {{ env: NodeJS.ProcessEnv, progress: import("./progress.mjs").Progress, root: string, version: string, folder: string }} Situation */
/** @typedef {{ folder: string } | { reason: string }} Answer */

/** There is no CLI and no way to one. The message is for the user and complete. */
export class NoPulumiCli extends Error {}

/** The command line asks for what there isn't. The message is for the user. */
class UnknownPart extends Error {}

/**
 * The folder that holds `pulumi`, `pulumi-language-nodejs` and `pulumi-resource-pulumi-nodejs`; a sandbox has it on PATH.
 * It may take minutes, with progress on stderr.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string>}
 * @throws {NoPulumiCli}
 */
export async function pulumiFolder(env = process.env) {
  const chosen = chosenWays(env[waysVariable]);
  if ("objection" in chosen) throw new NoPulumiCli(chosen.objection);
  const { version, goVersion } = pinnedEngine();
  const root = cacheRoot(env.XDG_CACHE_HOME, homedir());
  const situation = { env, progress: progressOn(process.stderr), root, version, folder: join(root, version) };
  const tried = [];
  for (const way of chosen.ways) {
    const answer = await attempts[way](situation);
    if ("folder" in answer) return answer.folder;
    tried.push({ way, reason: answer.reason });
  }
  throw new NoPulumiCli(failureMessage(tried, { oldest: oldestSupported, go: goVersion }));
}

/** @type {Record<import("./ways.mjs").Way, (situation: Situation) => Promise<Answer>>} */
const attempts = {
  path: fromPath,
  cache: fromCache,
  install: (situation) => intoCache(situation, installCli),
  build: (situation) => intoCache(situation, buildCli),
};

/** @param {Situation} situation @returns {Promise<Answer>} */
async function fromPath({ env }) {
  const folders = pathFolders(env);
  const reasons = [];
  for (const folder of folders.filter((place) => isExecutable(join(place, files.engine)))) {
    const reason = objection(await inspect(folder, env, folders), { atLeast: oldestSupported });
    if (!reason) return { folder };
    reasons.push(`${join(folder, files.engine)} is passed over: ${reason}`);
  }
  return { reason: reasons.join("; ") || "there is none" };
}

/** @param {Situation} situation @returns {Promise<Answer>} */
async function fromCache({ env, folder, version }) {
  const reason = objection(await inspect(folder, env), { exactly: version });
  return reason ? { reason: `${folder}: ${reason}` } : { folder };
}

/**
 * @param {Situation} situation
 * @param {(job: import("./install.mjs").Job) => Promise<{ finished: string } | { reason: string }>} produce
 * @returns {Promise<Answer>}
 */
async function intoCache(situation, produce) {
  const { env, root, version, folder, progress } = situation;
  try {
    return await withInterrupts((signal) =>
      withBuildDirectory({ root, version, progress, signal }, async (table) => {
        // Whoever held the build directory before may have finished the same version.
        const before = await fromCache(situation);
        if ("folder" in before) return before;
        const made = await produce({ table, version, env, progress, signal });
        if ("reason" in made) return made;
        const reason = objection(await inspect(made.finished, env), { exactly: version });
        if (reason) return { reason: `what came out of it is not good: ${reason}` };
        publish(made.finished, table, folder);
        return fromCache(situation);
      }),
    );
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const unknown = process.argv.slice(2).filter((part) => part !== "chromium");
    if (unknown.length > 0) throw new UnknownPart(`There is no part "${unknown[0]}" to set up. There is: chromium.`);
    if (process.argv.includes("chromium")) process.stderr.write(`The browser is ${provideChromium()}.\n`);
    process.stdout.write(`${await pulumiFolder()}\n`);
  } catch (error) {
    const isForUser = [NoPulumiCli, NoChromium, UnknownPart, Interrupted].some((kind) => error instanceof kind);
    if (!(error instanceof Error && isForUser)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
