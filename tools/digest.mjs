// @ts-check
// Whether something was made of the files that lie there now.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * A text that is another one as soon as a file is changed, renamed, added or removed.
 * @param {string} root
 * @param {readonly string[]} places Files, and folders for all that they hold, below the root.
 */
export function digestOf(root, places) {
  const files = places.flatMap((place) => filesAt(root, place)).sort();
  const contents = files.map((file) => [file, readFileSync(join(root, file), "utf8")]);
  return createHash("sha256").update(JSON.stringify(contents)).digest("hex");
}

/** Whether a note was left, and has that text. @param {string} note @param {string} text */
export function isNoted(note, text) {
  return existsSync(note) && readFileSync(note, "utf8") === text;
}

/** @param {string} root @param {string} place @returns {string[]} */
function filesAt(root, place) {
  if (!statSync(join(root, place)).isDirectory()) return [place];
  return readdirSync(join(root, place)).flatMap((name) => filesAt(root, join(place, name)));
}
