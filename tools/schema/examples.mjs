// @ts-check
// The examples of the schema: a YAML program for each resource and function, in a file of its name.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../docs/package.mjs";

/** @param {string} name */
export function exampleOf(name) {
  const program = readFileSync(join(root, "tools", "schema", "examples", `${name}.yaml`), "utf8");
  return `## Example Usage\n\n\`\`\`yaml\n${program.trim()}\n\`\`\``;
}
