// @ts-check
// node tools/package/plugin-archives.mjs [FOLDER]: writes what a release offers to programs without npm, by default into
// release/: the native plugin for each platform, under the names that Pulumi looks for at a `pluginDownloadURL`, and
// SHA256SUMS. Standard output: the path of each file, a line each. `npm run build` makes the plugin before.
//
// It is the same archive for every platform, because Node runs the plugin. A plugin with an executable needs no
// PulumiPlugin.yaml: on Windows, Pulumi starts the .cmd. Source: sdk/go/common/resource/plugin/plugin.go of Pulumi,
// ExecPlugin, and sdk/go/common/workspace/plugins.go, getCandidateExtensions.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { root } from "../install.mjs";
import { pluginExecutable } from "../plugin.mjs";

const systems = ["linux", "darwin", "windows"];
const architectures = ["amd64", "arm64"];
/** What an archive holds besides the license. */
const files = ["pulumi-resource-intune", "pulumi-resource-intune.cmd", "schema.json"];

const target = resolve(process.argv[2] ?? join(root, "release"));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const objection = objectionTo(target);
if (objection === undefined) writeArchives();
else {
  console.error(objection);
  process.exitCode = 1;
}

/** @param {string} folder @returns {string | undefined} Why nothing can be written there. */
function objectionTo(folder) {
  if (!existsSync(pluginExecutable)) return "There is no plugin: run `npm run build` first.";
  // A release offers all that is in the folder.
  const isEmpty = !existsSync(folder) || readdirSync(folder).length === 0;
  return isEmpty ? undefined : `${folder} isn't empty: remove it, or name another folder.`;
}

function writeArchives() {
  mkdirSync(target, { recursive: true });
  const names = systems.flatMap((system) =>
    architectures.map((architecture) => `pulumi-resource-intune-v${version}-${system}-${architecture}.tar.gz`),
  );
  const [first = "", ...others] = names.map((name) => join(target, name));
  execFileSync("tar", ["-czf", first, "-C", dirname(pluginExecutable), ...files, "-C", root, "LICENSE"]);
  for (const other of others) copyFileSync(first, other);
  const digest = createHash("sha256").update(readFileSync(first)).digest("hex");
  const sums = join(target, "SHA256SUMS");
  writeFileSync(sums, names.map((name) => `${digest}  ${name}\n`).join(""));
  console.log([first, ...others, sums].join("\n"));
}
