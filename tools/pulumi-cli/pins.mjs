// @ts-check
// The pinned versions. They stand in the go.mod files and nowhere else; their go.sum files vouch for them.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/**
 * @typedef {object} GoProgram
 * @property {string} name what a message calls it
 * @property {string} binary its file name, without the suffix of Windows
 * @property {string} folder the folder of the go.mod that pins it
 * @property {string} version
 * @property {string} goVersion the oldest Go that can build it
 * @property {string} goPackage
 * @property {string} linkerFlags
 * @property {string} usualTime of a build with 2 cores and nothing cached
 * @property {{ module: string, path: string }} [script] what the program needs beside itself: a file of a Go module, as it is
 */

/** @returns {GoProgram} the `pulumi` command itself */
export function pinnedEngine() {
  const pin = pinned("engine", "github.com/pulumi/pulumi/pkg/v3");
  return {
    ...pin,
    name: "the Pulumi engine",
    binary: "pulumi",
    goPackage: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    linkerFlags: `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pin.version}`,
    usualTime: "4 min",
  };
}

/** @returns {GoProgram} what runs Node programs for the engine */
export function pinnedLanguageHost() {
  return {
    ...pinned("language-nodejs", "github.com/pulumi/pulumi/sdk/v3"),
    name: "the Node language host",
    binary: "pulumi-language-nodejs",
    goPackage: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    linkerFlags: "-s -w",
    usualTime: "30 s",
  };
}

/**
 * The hosts that setup adds when it is asked for them: what runs programs in another language than JavaScript.
 * @type {Readonly<Record<import("./language-hosts.mjs").Language, () => GoProgram>>}
 */
export const pinnedHosts = {
  yaml() {
    const pin = pinned("language-yaml", "github.com/pulumi/pulumi-yaml");
    return {
      ...pin,
      name: "the YAML language host",
      binary: "pulumi-language-yaml",
      goPackage: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
      linkerFlags: `-s -w -X github.com/pulumi/pulumi-yaml/pkg/version.Version=v${pin.version}`,
      usualTime: "2 min",
    };
  },
  python() {
    const module = "github.com/pulumi/pulumi/sdk/v3";
    return {
      // The last published Python host comes with the last published Node host.
      ...pinned("language-nodejs", module),
      name: "the Python language host",
      binary: "pulumi-language-python",
      goPackage: `${module}/python/cmd/pulumi-language-python`,
      linkerFlags: "-s -w",
      usualTime: "30 s",
      script: { module, path: "python/cmd/pulumi-language-python-exec" },
    };
  },
};

/** The script that starts dynamic providers; it is copied as it is. */
export const launcherFile = join(here, "pulumi-resource-pulumi-nodejs");

/**
 * @param {string} module
 * @param {string} path
 */
function pinned(module, path) {
  const folder = join(here, module);
  const goMod = readFileSync(join(folder, "go.mod"), "utf8");
  return { folder, version: requiredVersion(goMod, path), goVersion: goDirective(goMod) };
}

/**
 * The version of a module that a go.mod requires, without its `v`.
 * @param {string} goMod
 * @param {string} module
 */
export function requiredVersion(goMod, module) {
  for (const line of goMod.split("\n")) {
    const words = line
      .trim()
      .replace(/^require\s+/, "")
      .split(/\s+/);
    if (words[0] === module && words[1]?.startsWith("v")) return words[1].slice(1);
  }
  throw new Error(`go.mod requires no ${module}.`);
}

/**
 * The oldest Go that a go.mod allows.
 * @param {string} goMod
 */
export function goDirective(goMod) {
  const version = /^go (\S+)$/m.exec(goMod)?.[1];
  if (!version) throw new Error("go.mod has no go line.");
  return version;
}
