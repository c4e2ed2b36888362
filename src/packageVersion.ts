import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, parsed, textOf } from "./json";

/** Set where the package is bundled into one file, which finds no package.json. */
declare const bundledVersion: string | undefined;

/** The version of this package. */
export function packageVersion(): string {
  if (typeof bundledVersion === "string") return bundledVersion;
  // One folder up both from src/ and from dist/.
  const manifest = parsed(readFileSync(join(__dirname, "..", "package.json"), "utf8"));
  return (isObject(manifest) ? textOf(manifest.version) : undefined) ?? "unknown";
}
