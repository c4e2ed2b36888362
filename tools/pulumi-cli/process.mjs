// @ts-check
// Runs a program to its end, or ends it together with everything it started.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** What is kept of a program's output: enough for the error at its end. */
const keptCharacters = 8000;

/**
 * @typedef {object} Outcome
 * @property {string} stdout
 * @property {string} stderr
 * @property {string} [problem] why it did not work, as the end of a sentence; absent when it exited with 0
 * @property {boolean} [missing] there is no such program
 */

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, seconds: number, cwd?: string, signal?: AbortSignal | undefined,
 *   onLine?: (line: string) => void }} options `seconds`: it is ended after that; `onLine` gets the lines of stderr
 * @returns {Promise<Outcome>}
 */
export function run(program, args, { env, seconds, cwd, signal, onLine }) {
  return new Promise((resolve) => {
    // A process group of its own: ending the group also ends what the program started.
    const grouped = process.platform !== "win32";
    const child = spawn(program, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"], detached: grouped });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout = (stdout + text).slice(-keptCharacters);
    });
    createInterface({ input: child.stderr }).on("line", (line) => {
      stderr = `${stderr}${line}\n`.slice(-keptCharacters);
      onLine?.(line);
    });

    /** @param {Partial<Outcome>} how */
    const finish = (how) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      resolve({ stdout, stderr, ...how });
    };
    /** @type {string | undefined} */
    let endedBecause;
    const finishEnded = () => {
      // Someone who left the group may still have the output open, so that "close" could take for ever.
      child.stdout.destroy();
      child.stderr.destroy();
      finish({ problem: endedBecause ?? "was ended" });
    };
    /** @param {string} problem */
    const end = (problem) => {
      endedBecause = problem;
      try {
        if (grouped && child.pid) process.kill(-child.pid, "SIGKILL");
        else child.kill("SIGKILL");
      } catch {
        // It ended by itself a moment ago.
      }
      if (child.exitCode !== null || child.signalCode !== null) finishEnded();
    };
    const onAbort = () => end("was interrupted");
    const timer = setTimeout(() => end(`did not finish within ${seconds} seconds`), seconds * 1000);

    child.on("error", (error) => {
      const missing = "code" in error && error.code === "ENOENT";
      finish(missing ? { problem: "was not found", missing } : { problem: `could not be started (${error.message})` });
    });
    child.on("exit", () => {
      if (endedBecause) finishEnded();
    });
    child.on("close", (status, by) => {
      if (status === 0) return finish({});
      finish({ problem: by ? `was ended by ${by}` : `exited with ${status}` });
    });
    signal?.addEventListener("abort", onAbort);
    if (signal?.aborted) onAbort();
  });
}
