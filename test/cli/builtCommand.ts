import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "..", "..");

/** The built command, from dist/, with a folder of the test's own to write into. */
export function builtCommand() {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-intune-command-"));
  return {
    main: join(root, "dist", "cli", "main.js"),
    manifest: join(root, "package.json"),
    env: process.env,
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
