import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, parsed, textOf } from "./json";

/** The name and version under which Microsoft's logs know this package. */
export function userAgent(): string {
  // Two folders up both from src/graph and from dist/graph.
  const manifest = parsed(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8"));
  const version = isObject(manifest) ? textOf(manifest.version) : undefined;
  return `pulumi-intune/${version ?? "unknown"}`;
}
