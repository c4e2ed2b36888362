import { readFileSync } from "node:fs";
import type { Source } from "./uploadSource";

/** The text at a source; a path is relative to the program's folder, where the provider runs. @throws with a `code` */
export function readSource(source: Source): string {
  if ("file" in source) return readFileSync(source.file, "utf8");
  const text = process.env[source.env];
  if (text === undefined || text === "") throw Object.assign(new Error("not set"), { code: "ENOENT" });
  return text;
}
