// @ts-check
// npm run --silent setup [-- yaml python chromium]: sees to it that there is a Pulumi CLI, with all that Node programs and
// dynamic providers need, and with what the arguments name.
//
// yaml, python  the language hosts for programs in these languages.
// chromium      a browser for the tests that need one: Debian's package, where none is found.
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
import { addHosts, buildLanguageHosts, chosenLanguages, hostFiles } from "./language-hosts.mjs";
import { files, isExecutable, pathFolders } from "./path.cjs";
import { pinnedEngine } from "./pins.mjs";
import { progressOn } from "./progress.mjs";
import { oldestSupported } from "./version.mjs";
import { cacheRoot, chosenWays, failureMessage, waysVariable } from "./ways.mjs";

/** @typedef {{ env: NodeJS.ProcessEnv, progress: import("./progress.mjs").Progress, root: string, version: string, folder: string, languages: readonly import("./language-hosts.mjs").Language[] }} Situation */
/** @typedef {{ folder: string } | { reason: string }} Answer */

/** There is no CLI and no way to one. The message is for the user and complete. */
export class NoPulumiCli extends Error {}

/**
 * The folder that holds `pulumi`, `pulumi-language-nodejs` and `pulumi-resource-pulumi-nodejs`; a sandbox has it on PATH.
 * It may take minutes, with progress on stderr.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {readonly import("./language-hosts.mjs").Language[]} [languages] whose hosts are needed besides Node's
 * @returns {Promise<string>}
 * @throws {NoPulumiCli}
 */
export async function pulumiFolder(env = process.env, languages = []) {
  const chosen = chosenWays(env[waysVariable]);
  if ("objection" in chosen) throw new NoPulumiCli(chosen.objection);
  const { version, goVersion } = pinnedEngine();
  const root = cacheRoot(env.XDG_CACHE_HOME, homedir());
  const progress = progressOn(process.stderr);
  const situation = { env, progress, root, version, folder: join(root, version), languages };
  const tried = [];
  for (const way of chosen.ways) {
    const answer = await attempts[way](situation);
    if ("folder" in answer) return answer.folder;
    tried.push({ way, reason: answer.reason });
  }
  const hosts = languages.map((language) => hostFiles[language].program);
  throw new NoPulumiCli(failureMessage(tried, { oldest: oldestSupported, go: goVersion, hosts }));
}

/** @type {Record<import("./ways.mjs").Way, (situation: Situation) => Promise<Answer>>} */
const attempts = {
  path: fromPath,
  cache: fromCache,
  install: (situation) => intoCache(situation, installCli),
  async build(situation) {
    const cli = await intoCache({ ...situation, languages: [] }, buildCli);
    return "reason" in cli || situation.languages.length === 0 ? cli : intoCache(situation, hostsAlone(situation));
  },
};

/**
 * Builds the hosts that the cached CLI lacks, and adds them to it.
 * @param {Situation} situation
 * @returns {(job: import("./install.mjs").Job) => Promise<{ added: string } | { reason: string }>}
 */
function hostsAlone({ env, folder, languages }) {
  return async (job) => {
    const built = await buildLanguageHosts(job, (await inspect(folder, env, languages)).missing);
    return "reason" in built ? built : { added: built.finished };
  };
}

/** @param {Situation} situation @returns {Promise<Answer>} */
async function fromPath({ env, languages }) {
  const folders = pathFolders(env);
  const reasons = [];
  for (const folder of folders.filter((place) => isExecutable(join(place, files.engine)))) {
    const reason = objection(await inspect(folder, env, languages, folders), { atLeast: oldestSupported });
    if (!reason) return { folder };
    reasons.push(`${join(folder, files.engine)} is passed over: ${reason}`);
  }
  return { reason: reasons.join("; ") || "there is none" };
}

/** @param {Situation} situation @returns {Promise<Answer>} */
async function fromCache({ env, folder, version, languages }) {
  const reason = objection(await inspect(folder, env, languages), { exactly: version });
  return reason ? { reason: `${folder}: ${reason}` } : { folder };
}

/**
 * @param {Situation} situation
 * @param {(job: import("./install.mjs").Job) => Promise<{ finished: string } | { added: string } | { reason: string }>}
 *   produce gives a whole CLI, or hosts to add to the one that is there
 * @returns {Promise<Answer>}
 */
async function intoCache(situation, produce) {
  const { env, root, version, folder, progress, languages } = situation;
  try {
    return await withInterrupts((signal) =>
      withBuildDirectory({ root, version, progress, signal }, async (table) => {
        // Whoever held the build directory before may have finished the same version.
        const before = await fromCache(situation);
        if ("folder" in before) return before;
        const made = await produce({ table, version, env, progress, signal });
        if ("reason" in made) return made;
        if ("added" in made) addHosts(made.added, folder);
        else {
          const reason = objection(await inspect(made.finished, env, languages), { exactly: version });
          if (reason) return { reason: `what came out of it is not good: ${reason}` };
          publish(made.finished, table, folder);
        }
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
    const { browser, names } = asked(process.argv.slice(2));
    const chosen = chosenLanguages(names);
    if ("objection" in chosen) throw new NoPulumiCli(chosen.objection);
    if (browser) process.stderr.write(`The browser is ${provideChromium()}.\n`);
    process.stdout.write(`${await pulumiFolder(process.env, chosen.languages)}\n`);
  } catch (error) {
    const isForUser = [NoPulumiCli, NoChromium, Interrupted].some((kind) => error instanceof kind);
    if (!(error instanceof Error && isForUser)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/**
 * The arguments: whether they name the browser, and what else they name.
 * @param {readonly string[]} args
 */
function asked(args) {
  return { browser: args.includes("chromium"), names: args.filter((name) => name !== "chromium") };
}
