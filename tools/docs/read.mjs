// @ts-check
// What the tests of the documentation need to know of every page that people read, as JSON on standard output: its links,
// what can be linked to, and its code blocks.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { lexer, walkTokens } from "marked";

/**
 * @typedef {object} Block
 * @property {string} language
 * @property {string} text
 * @property {string} [file] The name in backticks that the paragraph before the block begins with.
 */

/** @typedef {{ path: string, links: string[], anchors: string[], blocks: Block[] }} Page */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const paths = [
  "README.md",
  "CONTRIBUTING.md",
  "bench/README.md",
  ...below("docs").filter((path) => path.endsWith(".md")),
  ...below("examples").filter((path) => path.endsWith("README.md") && !path.includes("node_modules")),
];
console.log(JSON.stringify(paths.map(pageOf)));

/** @param {string} folder */
function below(folder) {
  if (!existsSync(join(root, folder))) return [];
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return files.map((file) => join(folder, file)).sort();
}

/** @param {string} path @returns {Page} */
function pageOf(path) {
  /** @type {Page} */
  const page = { path, links: [], anchors: [], blocks: [] };
  let paragraph = "";
  walkTokens(lexer(readFileSync(join(root, path), "utf8")), (token) => {
    if (token.type === "link" || token.type === "image") page.links.push(token.href);
    if (token.type === "heading") page.anchors.push(anchorOf(token.text, page.anchors));
    if (token.type === "paragraph") paragraph = token.text;
    if (token.type === "code") {
      const file = /^`([\w./-]+\.\w+)`/.exec(paragraph)?.[1];
      page.blocks.push({ language: token.lang ?? "", text: token.text, ...(file ? { file } : {}) });
      paragraph = "";
    }
  });
  return page;
}

/** The anchor that GitHub gives a heading. @param {string} heading @param {string[]} taken */
function anchorOf(heading, taken) {
  const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
  const anchor = words.replace(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(" ", "-");
  const same = taken.filter((each) => each.replace(/-\d+$/, "") === anchor).length;
  return same === 0 ? anchor : `${anchor}-${same}`;
}
