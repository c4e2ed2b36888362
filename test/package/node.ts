import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A folder that holds nothing but the `node` of a version, or why there is none. */
export type Node = { readonly folder: string } | { readonly missing: string };

/**
 * Gets a Node: this process's own, or else the one that the registry keeps for this platform.
 *
 * @param major The major version.
 * @param into A folder for it.
 */
export function nodeOf(major: number, into: string): Node {
  const folder = join(into, `node-${major}`);
  mkdirSync(folder, { recursive: true });
  try {
    const binary = process.version.startsWith(`v${major}.`) ? process.execPath : download(major, folder);
    const version = execFileSync(binary, ["--version"], { encoding: "utf8", stdio: "pipe" }).trim();
    if (!version.startsWith(`v${major}.`)) return { missing: `${binary} is ${version}` };
    const bin = join(folder, "bin");
    mkdirSync(bin);
    symlinkSync(binary, join(bin, "node"));
    return { folder: bin };
  } catch (error) {
    return { missing: reasonOf(error) };
  }
}

function download(major: number, folder: string): string {
  const name = packageFor(process.platform, process.arch);
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  const args = ["install", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", [...args, `${name}@${major}`], { cwd: folder, encoding: "utf8", stdio: "pipe" });
  return join(folder, "node_modules", name, "bin", "node");
}

/** Under which name the package `node` keeps the binary of a platform. */
function packageFor(platform: NodeJS.Platform, architecture: string): string {
  const prefix = platform === "darwin" && architecture === "arm64" ? "node-bin" : "node";
  return `${prefix}-${platform}-${architecture}`;
}

function reasonOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr || message).trim().split("\n").slice(0, 2).join(" ");
}
