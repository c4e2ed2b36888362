import { readFileSync } from "node:fs";
import type { Source } from "./uploadSource";

/** The text at a source; a path is relative to the program's folder, where the provider runs. @throws with a `code` */
export function readSource(source: Source): string {
  if ("file" in source) return fromFile(source.file);
  const text = process.env[source.env];
  if (text === undefined || text === "") throw Object.assign(new Error("not set"), { code: "ENOENT" });
  return text;
}

/** An error names the folder that a relative path is looked up in. */
function fromFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw Object.assign(error as Error, { folder: process.cwd() });
  }
}
