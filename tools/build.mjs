// @ts-check
// node build.mjs [--if-changed]: compiles src/ into dist/, bundles the native plugin, and lets this clone find itself by its package name, so that the
// programs under examples/ resolve `pulumi-intune` from their own folder exactly as a user's program does.
//
// --if-changed  leaves dist/ alone when it was compiled from what lies there now: another run may be using it.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { digestOf, isNoted } from "./digest.mjs";
import { root, say } from "./install.mjs";
import { bundlePlugin, pluginExecutable } from "./plugin.mjs";

const dist = join(root, "dist");
const note = join(root, "node_modules", ".compiled-from");
const sources = digestOf(root, [
  "src",
  "tools/plugin.mjs",
  "tsconfig.json",
  "tsconfig.build.json",
  "package-lock.json",
]);

const isCompiled = existsSync(join(dist, "index.js")) && existsSync(pluginExecutable) && isNoted(note, sources);
if (!isCompiled || !process.argv.includes("--if-changed")) compile();
linkItself();

/** The note is gone while dist/ isn't whole, and says what was read first: what is changed meanwhile is compiled next time. */
function compile() {
  say("Compiling …");
  for (const old of [note, dist]) rmSync(old, { recursive: true, force: true });
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const { status } = spawnSync(process.execPath, [compiler, "-p", join(root, "tsconfig.build.json")], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
  const command = join(dist, "cli", "main.js");
  if (existsSync(command)) chmodSync(command, 0o755);
  bundlePlugin();
  writeFileSync(note, sources);
}

function linkItself() {
  const itself = join(root, "node_modules", "pulumi-intune");
  if (existsSync(itself) && realpathSync(itself) === realpathSync(root)) return;
  rmSync(itself, { recursive: true, force: true });
  mkdirSync(dirname(itself), { recursive: true });
  symlinkSync(root, itself, "junction");
}
