// @ts-check
const { cpSync, statSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { createSandbox, linkPackages } = require("../tools/sandbox.cjs");
const { project, yamlProject } = require("./programs/yaml/project.cjs");
const { run } = require("./run.cjs");

const plugin = join(dirname(__dirname), "plugin");

const up = ["up", "--yes", "--skip-preview"];

/** The command line of each operation. What isn't to change anything fails if it would. */
const lines = {
  up,
  "no-op up": [...up, "--expect-no-changes"],
  preview: ["preview", "--expect-no-changes"],
  refresh: ["refresh", "--yes", "--skip-preview", "--expect-no-changes"],
  "update all": up,
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/**
 * A stack of the real Pulumi CLI in a sandbox of its own.
 *
 * @param {object} options
 * @param {string} options.program The name of its folder under programs/.
 * @param {number} options.tokens
 * @param {number} [options.first] The number of the first token.
 * @param {Record<string, string>} [options.variables]
 * @param {import("./types").Intune} options.intune
 * @param {import("./types").Surroundings} options.around
 * @returns {Promise<import("./types").Stack>}
 */
async function openPulumiStack({ program, tokens, first = 0, variables = {}, intune, around }) {
  const sandbox = createSandbox(around.pulumiFolder, {
    INTUNE_GRAPH_ENDPOINT: intune.url,
    INTUNE_ACCESS_TOKEN: "emulator",
    BENCH_TOKENS: String(tokens),
    BENCH_FIRST: String(first),
    ...variables,
  });
  const programs = join(sandbox.folder, "programs");
  const cwd = join(programs, program);
  cpSync(join(__dirname, "programs"), programs, { recursive: true });
  linkPackages(programs);
  /** @param {string} country */
  const writeProject = (country) => {
    writeFileSync(join(cwd, "Pulumi.yaml"), projectOf(program, { first, count: tokens, country }));
  };
  writeProject("gb");
  /** @param {string[]} args @param {string} country */
  const pulumi = (args, country) => ({
    file: "pulumi",
    args: ["--non-interactive", ...args],
    cwd,
    env: { ...sandbox.environment, BENCH_COUNTRY: country },
    // The launcher's helper, which only asks where that file is, has its name in brackets.
    provider: /(dynamic-provider([\\/]index\.js)?|pulumi-resource-intune)\0/,
  });
  await run(pulumi(["stack", "init", "test"], "gb"), around.signal);
  return {
    command: (operation) => {
      const country = operation === "update all" ? "us" : "gb";
      writeProject(country);
      return pulumi(lines[operation], country);
    },
    stateBytes: () => statSync(join(sandbox.state, ".pulumi", "stacks", "bench", "test.json")).size,
    remove: sandbox.remove,
  };
}

/**
 * @param {string} program
 * @param {{ first: number, count: number, country: string }} which
 */
function projectOf(program, which) {
  if (program === "yaml") return yamlProject(which, plugin);
  return program === "native" ? JSON.stringify(project("nodejs", plugin)) : "name: bench\nruntime: nodejs\n";
}

module.exports = { openPulumiStack };
