// @ts-check
// The way that compiles: both Go programs from their pinned modules, and the launcher beside them.
import { chmodSync, copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { launcherFile, pinnedEngine, pinnedLanguageHost } from "./pins.mjs";
import { run } from "./process.mjs";
import { isAtLeast, parseVersion } from "./version.mjs";

/** Long enough for a slow machine, finite so that a pipeline gets an answer. */
const secondsAtMost = 3600;

/** @typedef {import("./install.mjs").Job} Job */

/**
 * @param {Job} job
 * @returns {Promise<{ finished: string } | { reason: string }>} the folder that holds the binaries
 */
export async function buildCli(job) {
  const reason = await goObjection(job, pinnedEngine());
  if (reason) return { reason };
  job.progress.say(
    `Building the Pulumi CLI ${job.version} with Go: about 5 minutes with 2 cores, less for what Go has in its cache, and only once.`,
  );
  const finished = join(job.table, "built");
  mkdirSync(finished);
  // The small one first: what is wrong with Go shows within seconds.
  for (const program of [pinnedLanguageHost(), pinnedEngine()]) {
    const failure = await compile(program, finished, job);
    if (failure) return { reason: failure };
  }
  const launcher = join(finished, "pulumi-resource-pulumi-nodejs");
  copyFileSync(launcherFile, launcher);
  chmodSync(launcher, 0o755);
  return { finished };
}

/**
 * Why the program can't be built with Go here; undefined when it can.
 * GOTOOLCHAIN stays the user's: a Go from 1.21 that is too old fetches the right one itself, unless told otherwise.
 * @param {Job} job
 * @param {import("./pins.mjs").GoProgram} program
 * @returns {Promise<string | undefined>}
 */
export async function goObjection({ env, signal }, { folder, goVersion }) {
  if (process.platform === "win32") return "building is written for Linux and macOS";
  const asked = await run("go", ["env", "GOVERSION"], { env: goEnvironment(env), cwd: folder, seconds: 300, signal });
  if (asked.missing) return "go is not on PATH";
  if (asked.problem) return `\`go env GOVERSION\` ${asked.problem}: ${lastLines(asked.stderr)}`;
  return goVersionObjection(asked.stdout, goVersion);
}

/**
 * @param {string} answer what `go env GOVERSION` prints, for example `go1.26.8`
 * @param {string} needed
 * @returns {string | undefined}
 */
export function goVersionObjection(answer, needed) {
  const said = answer.trim().replace(/^go/, "");
  const oldest = parseVersion(needed);
  // A version without its last number is a `.0`; what is no version at all is a development build, and newer.
  const version = parseVersion(said.replace(/^(\d+\.\d+)(?=$|\s)/, "$1.0").split(/\s/)[0] ?? "");
  if (!version || !oldest || isAtLeast(version, oldest)) return undefined;
  return `go is ${said}, and ${needed} or newer is needed`;
}

/**
 * @param {import("./pins.mjs").GoProgram} program
 * @param {string} into
 * @param {Job} job
 * @returns {Promise<string | undefined>} why it failed
 */
export async function compile(program, into, { env, progress, signal }) {
  const options = { env: goEnvironment(env), cwd: program.folder, seconds: secondsAtMost, signal };
  // -mod=readonly: what go.sum doesn't vouch for is an error. -buildvcs=false: no git needed.
  const flags = ["-mod=readonly", "-buildvcs=false"];
  const listed = await progress.during(
    (elapsed) => `Fetching the Go modules of ${program.name} ${program.version}: ${elapsed} (usually 20 s)`,
    () => run("go", ["list", ...flags, "-deps", "-f", "+", program.goPackage], options),
  );
  if (listed.problem)
    return `fetching the modules of ${program.name} failed, go ${listed.problem}: ${lastLines(listed.stderr)}`;

  const packages = listed.stdout.split("\n").length - 1;
  const output = ["-o", join(into, program.binary)];
  const build = ["build", "-v", ...flags, "-trimpath", "-ldflags", program.linkerFlags, ...output, program.goPackage];
  let compiled = 0;
  /** @param {string} line */
  const onLine = (line) => {
    if (isPackageName(line)) compiled += 1;
  };
  // Short enough for a terminal of 80 columns.
  const built = await progress.during(
    (elapsed) =>
      `Building ${program.name}: ${compiled} of ${packages} packages, ${elapsed} (usually ${program.usualTime})`,
    () => run("go", build, { ...options, onLine }),
  );
  return built.problem ? `building ${program.name} failed, go ${built.problem}: ${lastLines(built.stderr)}` : undefined;
}

/**
 * A workspace file above the clone, or a cross-compiler's settings, would build something else than what is pinned.
 * @param {NodeJS.ProcessEnv} env
 */
function goEnvironment(env) {
  return { ...env, GOWORK: "off", GOOS: "", GOARCH: "" };
}

/** @param {string} line */
const isPackageName = (line) => /^[\w./~-]+$/.test(line);

/** @param {string} stderr */
function lastLines(stderr) {
  const lines = stderr.split("\n").filter((line) => line !== "" && !isPackageName(line));
  return lines.slice(-3).join(" | ").replace(/\.$/, "") || "it said nothing";
}
