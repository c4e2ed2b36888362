import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../support/pulumi";

/** A code block of a page. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** The file that the page says it is. */
  readonly file?: string;
}

/** A page that people read. */
export interface Page {
  /** From the root of the clone. */
  readonly path: string;
  readonly links: readonly string[];
  /** What a link to the page can have after its "#". */
  readonly anchors: readonly string[];
  readonly blocks: readonly Block[];
}

/** Every page: README.md, CONTRIBUTING.md, the benchmark, those of docs/ and the examples' own. */
export function readPages(): Page[] {
  return JSON.parse(execFileSync(process.execPath, [join(root, "tools", "docs", "read.mjs")], { encoding: "utf8" }));
}
