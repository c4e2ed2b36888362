// @ts-check
// Compiles src/ into dist/ and lets this clone find itself by its package name, so that the programs under examples/
// resolve `pulumi-intune` from their own folder exactly as a user's program does.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");

rmSync(join(root, "dist"), { recursive: true, force: true });
const compiled = spawnSync(process.execPath, [compiler, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

const command = join(root, "dist", "cli", "main.js");
if (existsSync(command)) chmodSync(command, 0o755);

const itself = join(root, "node_modules", "pulumi-intune");
rmSync(itself, { recursive: true, force: true });
mkdirSync(dirname(itself), { recursive: true });
symlinkSync(root, itself, "junction");
