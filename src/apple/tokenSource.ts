import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** Where a text is found when it is needed. */
export type Source = { readonly file: string } | { readonly env: string };

/** Finds the text of a source. @throws an Error with a `code` such as ENOENT, and the `folder` of a path, when there is none. */
export type ReadSource = (source: Source) => string;

/** Whether a value is a source and nothing else. */
export function isSource(value: unknown): value is Source {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const [[name, place] = [], ...more] = Object.entries(value);
  return more.length === 0 && (name === "file" || name === "env") && typeof place === "string" && place !== "";
}

/** The source alone, as a program declares it: a state notes beside it what is known of the text. */
export function sourceOf(source: unknown): unknown {
  if (typeof source !== "object" || source === null) return source;
  const { file, env } = source as { file?: unknown; env?: unknown };
  return file === undefined ? { env } : { file };
}

/** The SHA-256 of a text, white space aside. It tells two texts apart, and nothing about either. */
export function fingerprint(text: string): string {
  return createHash("sha256").update(text.replace(/\s+/g, "")).digest("hex");
}

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
