// @ts-check
// What this package adds to the start of a `pulumi up`.
const { mkdtempSync, readdirSync, readFileSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { dirname, join } = require("node:path");
const { live } = require("./life.cjs");
const { countByPackage, roleOf } = require("./modules.cjs");
const { openPulumiStack } = require("./pulumiStack.cjs");

const root = dirname(__dirname);

/**
 * Seconds of `pulumi up` of each program, in turns, and then, in runs that are slower for it, the modules.
 *
 * @param {number} repetitions
 * @param {import("./types").Intune} intune
 * @param {import("./types").Surroundings} around
 * @returns {Promise<import("./types").StartUp>}
 */
async function measureStartUp(repetitions, intune, around) {
  /** @param {string} program @param {string} title @param {Record<string, string>} [variables] */
  const up = async (program, title, variables) => {
    const stack = await openPulumiStack({ program, tokens: 1, intune, around, ...(variables ? { variables } : {}) });
    let seconds = Number.NaN;
    await live(stack, ["up", "destroy"], { title, intune, around }, (costs, operation) => {
      if (operation === "up") seconds = costs.seconds;
    });
    return seconds;
  };
  /** @type {Record<import("./types").StartUpProgram, number[]>} */
  const taken = { ours: [], oursWithSdk: [], bare: [], empty: [] };
  for (let repetition = 1; repetition <= repetitions; repetition++) {
    for (const [program, seconds] of Object.entries(taken)) {
      seconds.push(await up(program, `start-up, ${repetition} of ${repetitions}, ${program}`));
    }
  }
  const modules = {
    ...(await modulesOf("empty", (variables) => up("empty", "start-up, modules, empty", variables))),
    ...(await modulesOf("ours", (variables) => up("ours", "start-up, modules, ours", variables))),
  };
  return { seconds: taken, modules };
}

/** @param {string} title @param {(variables: Record<string, string>) => Promise<unknown>} work */
async function modulesOf(title, work) {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-intune-modules-"));
  try {
    const hook = join(__dirname, "loadedModules.cjs");
    await work({ BENCH_MODULES: folder, NODE_OPTIONS: `--require ${JSON.stringify(hook)}` });
    const noted = readdirSync(folder).filter((name) => name.endsWith(".json"));
    const loaded = noted.map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
    return Object.fromEntries(
      loaded.flatMap(({ program, modules }) => {
        const role = roleOf(program);
        return role === undefined ? [] : [[`${title}: ${role}`, countByPackage(modules, root)]];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { measureStartUp };
