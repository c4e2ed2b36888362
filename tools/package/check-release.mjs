// @ts-check
// Run by the release workflow before anything is published: node tools/package/check-release.mjs
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const { releaseObjections } = createRequire(import.meta.url)("./releaseObjections.cjs");
const root = fileURLToPath(new URL("../..", import.meta.url));

const objections = releaseObjections({
  tag: process.env.GITHUB_REF_NAME ?? "",
  repository: process.env.GITHUB_REPOSITORY ?? "",
  manifest: JSON.parse(readFileSync(join(root, "package.json"), "utf8")),
  changelog: readFileSync(join(root, "CHANGELOG.md"), "utf8"),
  samples: readdirSync(join(root, "test", "states")),
});
for (const objection of objections) console.error(objection);
process.exitCode = objections.length === 0 ? 0 : 1;
