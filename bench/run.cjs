// @ts-check
// Runs a command line and tells what it took.
const { spawn } = require("node:child_process");
const { descendants, watchMemory } = require("./memory.cjs");

/** No operation of a size that is measured takes this long, unless it hangs. */
const limitSeconds = 3600;

/**
 * @param {import("./types").Command} command
 * @param {AbortSignal} signal Ends it, with all that it has started.
 * @returns {Promise<import("./types").Run>}
 * @throws When it doesn't end well.
 */
function run({ file, args, cwd, env, provider }, signal) {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const start = performance.now();
    const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const stopWatching = watchMemory(child.pid ?? 0, provider);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    const end = () => {
      for (const pid of [...descendants(child.pid ?? 0), child.pid ?? 0].filter(Boolean)) kill(pid);
    };
    const timer = setTimeout(end, limitSeconds * 1000);
    signal.addEventListener("abort", end);
    /** @param {() => void} settle */
    const finish = (settle) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      settle();
    };
    let seconds = Number.NaN;
    child.on("error", (error) => finish(() => reject(error)));
    // What holds the output open a moment longer, such as a provider that ends by itself, is nobody's waiting time.
    child.on("exit", () => {
      seconds = (performance.now() - start) / 1000;
    });
    child.on("close", (code) => {
      const memory = stopWatching();
      finish(() => {
        if (signal.aborted) reject(signal.reason);
        else if (code === 0) resolve({ seconds, output, ...memory });
        else reject(new Error(`${file} ${args.join(" ")} ended with ${code}:\n${output.slice(-8000)}`));
      });
    });
  });
}

/** @param {number} pid */
function kill(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself a moment ago.
  }
}

module.exports = { run };
