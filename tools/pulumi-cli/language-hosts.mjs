// @ts-check
// The language hosts that setup adds when it is asked for them. The Node host is none of them: every CLI here has it.
import { chmodSync, copyFileSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { compile, goObjection } from "./build.mjs";
import { files, isExecutable } from "./path.cjs";
import { pinnedHosts } from "./pins.mjs";
import { run } from "./process.mjs";

/** @typedef {"yaml" | "python"} Language */

/**
 * @typedef {object} HostFiles
 * @property {string} program
 * @property {string} [script] what has to lie beside the program
 * @property {string} runs what a message says it runs
 */

/** @type {Readonly<Record<Language, HostFiles>>} */
export const hostFiles = {
  yaml: { program: files.yamlHost, runs: "YAML programs" },
  python: { program: files.pythonHost, script: "pulumi-language-python-exec", runs: "Python programs" },
};

export const languages = /** @type {Language[]} */ (Object.keys(hostFiles));

/**
 * The languages that the arguments of setup name, in the order of the table.
 * @param {readonly string[]} args
 * @returns {{ languages: Language[] } | { objection: string }}
 */
export function chosenLanguages(args) {
  const unknown = args.filter((name) => !languages.some((language) => language === name));
  if (unknown.length > 0) {
    const named = unknown.map((name) => `"${name}"`).join(" and ");
    return {
      objection: `setup adds language hosts for ${languages.join(" and ")}, and chromium. It knows nothing of ${named}.`,
    };
  }
  return { languages: languages.filter((language) => args.includes(language)) };
}

/**
 * Builds the language hosts that a finished CLI lacks.
 * @param {import("./install.mjs").Job} job
 * @param {readonly Language[]} lacking
 * @returns {Promise<{ finished: string } | { reason: string }>} the folder that holds the hosts and nothing else
 */
export async function buildLanguageHosts(job, lacking) {
  const programs = lacking.map((language) => pinnedHosts[language]());
  const finished = join(job.table, "hosts");
  mkdirSync(finished);
  for (const program of programs) {
    const reason = (await goObjection(job, program)) ?? (await buildOne(job, program, finished));
    if (reason) return { reason };
  }
  const [bad] = await missingHosts([finished], job.env, lacking);
  return bad ? { reason: `what came out of it is not good: ${hostFiles[bad].program} doesn't run` } : { finished };
}

/**
 * Moves finished language hosts beside the CLI, one by one: whoever uses the CLI meanwhile never finds it incomplete.
 * @param {string} finished
 * @param {string} folder
 */
export function addHosts(finished, folder) {
  // A script's name is its program's with an ending. In this order the program comes last, and a host that is found is whole.
  for (const name of readdirSync(finished).sort().reverse()) renameSync(join(finished, name), join(folder, name));
}

/**
 * @param {import("./install.mjs").Job} job
 * @param {import("./pins.mjs").GoProgram} program
 * @param {string} into
 * @returns {Promise<string | undefined>} why it failed
 */
async function buildOne(job, program, into) {
  job.progress.say(
    `Building ${program.name} ${program.version} with Go: about ${program.usualTime} with 2 cores, and only once.`,
  );
  const failure = await compile(program, into, job);
  if (failure || !program.script) return failure;
  const { module, path } = program.script;
  const asked = await run("go", ["list", "-m", "-mod=readonly", "-f", "{{.Dir}}", module], {
    env: { ...job.env, GOWORK: "off" },
    cwd: program.folder,
    seconds: 300,
    signal: job.signal,
  });
  if (asked.problem) return `looking for ${module} failed, go ${asked.problem}`;
  const script = join(into, basename(path));
  copyFileSync(join(asked.stdout.trim(), path), script);
  // Files in Go's cache of modules are read-only.
  chmodSync(script, 0o755);
  return undefined;
}

/**
 * Which language hosts are there and run.
 * @param {readonly string[]} places the folders where they may lie
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly Language[]} wanted
 * @returns {Promise<Language[]>} those that are missing
 */
export async function missingHosts(places, env, wanted) {
  /** @type {Language[]} */
  const missing = [];
  for (const language of wanted) {
    const { program, script } = hostFiles[language];
    const place = places.find((folder) => isExecutable(join(folder, program)));
    const isWhole = place !== undefined && (!script || places.some((folder) => isExecutable(join(folder, script))));
    if (!isWhole || !(await hostRuns(join(place, program), env))) missing.push(language);
  }
  return missing;
}

/**
 * Whether a language host runs. With -h it prints its options and exits; without arguments it would wait for an engine.
 * @param {string} host
 * @param {NodeJS.ProcessEnv} env
 */
export async function hostRuns(host, env) {
  const { problem } = await run(host, ["-h"], { env, seconds: 30 });
  return !problem || problem === "exited with 2";
}
