// @ts-check
// Where the figures are kept, and the pages that are drawn from them.
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { picture } = require("./picture.cjs");
const { extract, report, withExtract } = require("./report.cjs");

/** @param {string} folder @returns {import("./types").Results} */
function readResults(folder) {
  const file = join(folder, "results.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

/** @param {string} folder @param {import("./types").Results} results */
function writeResults(folder, results) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "results.json"), `${JSON.stringify(results, null, 1)}\n`);
}

/**
 * @param {string} folder The report's.
 * @param {import("./types").Results} results
 * @param {string | undefined} readme The page that shows the extract, if one does.
 */
function draw(folder, results, readme) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "README.md"), report(results));
  const { comparison } = results;
  if (comparison) writeFileSync(join(folder, "bench.svg"), picture(comparison.measured, comparison.date));
  if (comparison && readme) writeFileSync(readme, withExtract(readFileSync(readme, "utf8"), extract(results)));
}

module.exports = { draw, readResults, writeResults };
