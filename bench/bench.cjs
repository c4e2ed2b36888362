// @ts-check
const { dirname, join } = require("node:path");
const { compare } = require("./comparison.cjs");
const { startIntune } = require("./intune.cjs");
const { thisMachine } = require("./machine.cjs");
const { optionsOf } = require("./options.cjs");
const { report } = require("./report.cjs");
const { draw, readResults, writeResults } = require("./results.cjs");
const { scale } = require("./scale.cjs");
const { measureStartUp } = require("./startUp.cjs");
const { findTerraform } = require("./terraform.cjs");

const root = dirname(__dirname);

/**
 * Measures what the command line asks for. What has been measured is kept as it comes, so that an interrupted run isn't lost.
 *
 * @param {string[]} args
 * @param {import("./types").Surroundings} around
 * @throws {import("./options.cjs").UsageError}
 */
async function bench(args, around) {
  const options = optionsOf(args, __dirname);
  const before = options.out === undefined ? {} : readResults(options.out);
  let results = before;
  /** @param {Partial<import("./types").Results>} part */
  const keep = (part) => {
    results = { ...before, ...part };
    if (options.out !== undefined) writeResults(options.out, results);
  };
  if (options.part !== "draw") await measure(options, around, keep);
  if (options.out === undefined) console.log(report(results));
  else draw(options.out, results, options.out === __dirname ? join(root, "README.md") : undefined);
}

/**
 * @param {import("./types").Options} options
 * @param {import("./types").Surroundings} around
 * @param {(part: Partial<import("./types").Results>) => void} keep
 */
async function measure(options, around, keep) {
  const terraform = findTerraform();
  const [mirror, versions] = "mirror" in terraform ? [terraform.mirror, terraform.versions] : [undefined, {}];
  const date = new Date().toISOString().slice(0, 10);
  const section = { date, machine: thisMachine(around.pulumiFolder, options.part === "comparison" ? versions : {}) };
  const intune = await startIntune();
  try {
    if (options.part === "scale") {
      await scale(options.sizes[0] ?? 0, intune, around, (measured) => keep({ scale: { ...section, measured } }));
    } else if (options.part === "startUp") {
      keep({ startUp: { ...section, measured: [await measureStartUp(options.repeat ?? 9, intune, around)] } });
    } else {
      const withoutTerraform = "missing" in terraform ? terraform.missing : null;
      if (withoutTerraform !== null) around.progress.say(`Terraform is left out: ${withoutTerraform}.`);
      await compare(options, mirror, intune, around, (measured) =>
        keep({ comparison: { ...section, withoutTerraform, measured } }),
      );
    }
  } finally {
    intune.close();
  }
}

module.exports = { bench };
