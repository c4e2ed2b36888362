// @ts-check
// Loaded by Node before everything else (--require): keeps a list of the modules that the process has loaded so far. A
// provider is ended by the engine, without a chance to write at its end.
const { renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const file = join(process.env.BENCH_MODULES ?? ".", String(process.pid));
let noted = 0;

function note() {
  const modules = Object.keys(require.cache);
  if (modules.length === noted) return;
  noted = modules.length;
  writeFileSync(`${file}.part`, JSON.stringify({ program: process.argv[1] ?? "", modules }));
  renameSync(`${file}.part`, `${file}.json`);
}

setInterval(note, 50).unref();
process.on("exit", note);
