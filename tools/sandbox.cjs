// @ts-check
// A place to run the real Pulumi CLI in: its own home, its own state, its own passphrase, and nothing of the user's
// login, stacks or credentials.
const { mkdtempSync, rmSync, mkdirSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { delimiter, join } = require("node:path");

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
      PATH: `${pulumiFolder}${delimiter}${process.env.PATH ?? ""}`,
      TMPDIR: temporary,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${state}`,
      PULUMI_CONFIG_PASSPHRASE: "a passphrase for rehearsals only",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      NO_COLOR: "1",
      ...variables,
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

module.exports = { createSandbox };
