// @ts-check
// npm run docs: writes the generated pages of docs/ from the compiled package. With --check it writes nothing, names the
// pages that are not as they would be written, and ends with 1 if there are any.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./package.mjs";
import { pages } from "./pages.mjs";

const check = process.argv.includes("--check");

for (const [name, content] of pages()) {
  const file = join(root, "docs", name);
  if (check) {
    if (content === current(file)) continue;
    console.error(`docs/${name} is not what its sources say: run \`npm run docs\`.`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** @param {string} file */
function current(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
