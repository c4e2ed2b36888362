// @ts-check
// The way that downloads: Pulumi's own installer, in a process of its own, so that it can be ended when it hangs.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./process.mjs";

const child = fileURLToPath(new URL("official-installer.mjs", import.meta.url));
/** Enough for the download at 10 Mbit/s; building it oneself takes about five minutes. */
const secondsAtMost = 120;

/** @typedef {{ table: string, version: string, env: NodeJS.ProcessEnv, progress: import("./progress.mjs").Progress, signal: AbortSignal }} Job */

/**
 * @param {Job} job
 * @returns {Promise<{ finished: string } | { reason: string }>} the folder that holds the binaries
 */
export async function installCli({ table, version, env, progress, signal }) {
  const root = join(table, "installed");
  const home = join(table, "home");
  mkdirSync(home);
  const outcome = await progress.during(
    (elapsed) => `Installing the Pulumi CLI ${version} the official way: ${elapsed} (usually 1 min)`,
    () =>
      run(process.execPath, [child, root, version], {
        env: { ...env, PULUMI_HOME: home },
        seconds: secondsAtMost,
        signal,
      }),
  );
  if (!outcome.problem) return { finished: join(root, "bin") };
  return { reason: outcome.stderr.trim().replace(/\.$/, "") || `it ${outcome.problem}` };
}
