// @ts-check
// Which packages' modules a process has loaded.

/** @typedef {{ program: string, modules: string[] }} Loaded What loadedModules.cjs has noted of a process. */

/**
 * How many modules of each package there are.
 *
 * @param {readonly string[]} modules Their files.
 * @param {string} root The folder of pulumi-intune, which is found through a link.
 */
function countByPackage(modules, root) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const file of modules) {
    const name = packageOf(file.replaceAll("\\", "/"), root.replaceAll("\\", "/"));
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** @param {string} file @param {string} root */
function packageOf(file, root) {
  const inner = /^.*\/node_modules\/(@[^/]+\/[^/]+|[^/]+)\//.exec(file)?.[1];
  return inner ?? (file.startsWith(`${root}/dist/`) ? "pulumi-intune" : "the program");
}

/** What a process is, by what Node runs in it; undefined for helpers. @param {string} program */
function roleOf(program) {
  if (/[\\/]dynamic-provider([\\/.]|$)/.test(program)) return "provider";
  return /[\\/]cmd[\\/]run([\\/.]|$)/.test(program) ? "program" : undefined;
}

module.exports = { countByPackage, packageOf, roleOf };
