import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** Where a token is read from when it is needed: a file's path, or an environment variable's name. */
export type Source = { readonly file: string } | { readonly env: string };

/** Reads the content of a source. @throws an Error with a `code` such as ENOENT, and the `folder` of a path, when there is none. */
export type ReadSource = (source: Source) => string;

/** Whether a value is a source and nothing else. */
export function isSource(value: unknown): value is Source {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const [[name, location] = [], ...more] = Object.entries(value);
  return more.length === 0 && (name === "file" || name === "env") && typeof location === "string" && location !== "";
}

/** The source alone, as a program declares it: a state stores beside it what is known of the content. */
export function sourceOf(source: unknown): unknown {
  if (typeof source !== "object" || source === null) return source;
  const { file, env } = source as { file?: unknown; env?: unknown };
  return file === undefined ? { env } : { file };
}

/** The SHA-256 of a token file's content without white space, hexadecimal. It tells two tokens apart, and reveals neither. */
export function fingerprint(content: string): string {
  return createHash("sha256").update(content.replace(/\s+/g, "")).digest("hex");
}

/** Reads the content of a source. A path is relative to the program's folder, where the provider runs. @throws with a `code` */
export function readSource(source: Source): string {
  if ("file" in source) return fromFile(source.file);
  const content = process.env[source.env];
  if (content === undefined || content === "") throw Object.assign(new Error("not set"), { code: "ENOENT" });
  return content;
}

/** An error names the folder that a relative path starts from. */
function fromFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw Object.assign(error as Error, { folder: process.cwd() });
  }
}
