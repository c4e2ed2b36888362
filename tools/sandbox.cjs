// @ts-check
// A place to run the real Pulumi CLI in: its own home, its own state, its own passphrase, and nothing of the user's
// login, stacks or credentials.
const { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { dirname, join } = require("node:path");
const { pathWith } = require("./pulumi-cli/path.cjs");

const root = dirname(__dirname);

/** Variables of the user's that would reach another tenant, backend or project than the sandbox's. */
const foreign = /^(PULUMI_|INTUNE_|ARM_|AZURE_|ACTIONS_ID_TOKEN_|SYSTEM_|NODE_EXTRA_CA_CERTS$)/;

/**
 * @typedef {object} Sandbox
 * @property {string} folder Where everything of the sandbox lies.
 * @property {string} state The folder of the stacks' state.
 * @property {Record<string, string>} environment The environment to run `pulumi` in.
 * @property {() => void} remove Removes the sandbox and all that it holds.
 */

/**
 * @param {string} pulumiFolder The folder that holds the `pulumi` executable and its language host.
 * @param {Record<string, string>} [variables] More environment variables, which win over the sandbox's.
 * @returns {Sandbox}
 */
function createSandbox(pulumiFolder, variables = {}) {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-intune-"));
  const state = join(folder, "state");
  const temporary = join(folder, "tmp");
  for (const inner of [state, temporary]) mkdirSync(inner);
  const inherited = Object.entries(process.env).filter(([name, value]) => value !== undefined && !foreign.test(name));
  return {
    folder,
    state,
    environment: {
      .../** @type {Record<string, string>} */ (Object.fromEntries(inherited)),
      ...pathWith(pulumiFolder, process.env),
      TMPDIR: temporary,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${state}`,
      PULUMI_CONFIG_PASSPHRASE: "a passphrase for rehearsals only",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      ...variables,
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Puts a copy of one of the clone's examples into a folder, so that the CLI's own files don't land in the clone.
 *
 * @param {string} example The name of its folder under examples/.
 * @param {string} folder
 */
function placeExample(example, folder) {
  cpSync(join(root, "examples", example), folder, { recursive: true });
  linkPackages(folder);
}

/**
 * Lets a program outside the clone find this package, and what programs are run with, as an install would.
 *
 * @param {string} folder The program's.
 */
function linkPackages(folder) {
  for (const name of ["pulumi-intune", "@pulumi/pulumi", "typescript", "@types/node"]) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link, "junction");
  }
}

module.exports = { createSandbox, placeExample, linkPackages };
