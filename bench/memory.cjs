// @ts-check
// The memory of an engine and of its provider, as Linux tells of it under /proc. Elsewhere it stays unknown.
const { readdirSync, readFileSync } = require("node:fs");

/** How often a process is looked at. Its peak is the system's own count, so only what comes after the last look is missed. */
const everyMs = 100;

/** @typedef {{ now: number, peak: number }} Memory In bytes. */

/**
 * @param {string} status The text of /proc/<pid>/status.
 * @returns {Memory | undefined} Undefined when the process has none any more.
 */
function memoryIn(status) {
  /** @param {string} name */
  const bytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? Number.NaN) * 1024;
  const memory = { now: bytes("VmRSS"), peak: bytes("VmHWM") };
  return Number.isNaN(memory.now + memory.peak) ? undefined : memory;
}

/** @param {string} stat The text of /proc/<pid>/stat. The name in brackets may hold anything, brackets too. */
function parentIn(stat) {
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

/** @param {string} file */
function textOf(file) {
  try {
    return readFileSync(`/proc/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** Everything that a process has started, and what that has started. @param {number} pid @returns {number[]} */
function descendants(pid) {
  if (process.platform !== "linux") return [];
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const parents = new Map(all.map((name) => [Number(name), parentIn(textOf(`${name}/stat`))]));
  /** @param {number} parent @returns {number[]} */
  const below = (parent) => [...parents].filter(([, its]) => its === parent).flatMap(([id]) => [id, ...below(id)]);
  return below(pid);
}

/**
 * Watches an engine until it is told to stop.
 *
 * @param {number} engine The id of its process.
 * @param {RegExp} provider By what the command line of the provider's process is recognized.
 */
function watchMemory(engine, provider) {
  const start = performance.now();
  /** @type {number | null} */
  let engineMemory = null;
  /** @type {number | null} */
  let providerMemory = null;
  /** @type {import("./types").MemorySample[]} */
  const providerSamples = [];
  /** @type {number | undefined} */
  let providerId;
  const look = () => {
    engineMemory = memoryIn(textOf(`${engine}/status`))?.peak ?? engineMemory;
    providerId ??= descendants(engine).find((pid) => provider.test(textOf(`${pid}/cmdline`)));
    const memory = providerId === undefined ? undefined : memoryIn(textOf(`${providerId}/status`));
    if (!memory) return;
    providerMemory = memory.peak;
    providerSamples.push({ seconds: (performance.now() - start) / 1000, bytes: memory.now });
  };
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    return { engineMemory, providerMemory, providerSamples };
  };
}

module.exports = { descendants, memoryIn, parentIn, watchMemory };
