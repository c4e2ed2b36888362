// @ts-check
const { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { run } = require("./run.cjs");

const apply = ["apply", "-auto-approve", "-input=false"];

/** The command line of each operation. */
const lines = {
  up: apply,
  "no-op up": apply,
  preview: ["plan", "-input=false"],
  refresh: [...apply, "-refresh-only"],
  "update all": apply,
  destroy: ["destroy", "-auto-approve", "-input=false"],
};

/**
 * The same tokens with Terraform, in a folder of its own.
 *
 * @param {object} options
 * @param {number} options.tokens
 * @param {string} options.mirror The folder that holds the provider.
 * @param {import("./types").Intune} options.intune
 * @param {AbortSignal} options.signal
 * @returns {Promise<import("./types").Stack>}
 */
async function openTerraformStack({ tokens, mirror, intune, signal }) {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-intune-terraform-"));
  cpSync(join(__dirname, "programs", "terraform"), folder, { recursive: true });
  const settings = join(folder, "settings.tfrc");
  writeFileSync(
    settings,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  );
  /** @param {string[]} args @param {string} country */
  const terraform = (args, country) => ({
    file: "terraform",
    args: [...args, "-no-color"],
    cwd: folder,
    env: {
      ...withoutTerraform(process.env),
      CHECKPOINT_DISABLE: "1",
      TF_CLI_CONFIG_FILE: settings,
      TF_VAR_tokens: String(tokens),
      TF_VAR_country: country,
      TF_VAR_endpoint: intune.url,
    },
    provider: /terraform-provider-restful/,
  });
  await run(terraform(["init", "-input=false"], "gb"), signal);
  return {
    // Terraform's refresh, plan and destroy read the program: they are told of the same tokens as the last apply.
    command: (operation) =>
      terraform(lines[operation], operation === "update all" || operation === "destroy" ? "us" : "gb"),
    stateBytes: () => statSync(join(folder, "terraform.tfstate")).size,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Settings of the user's would change what is measured. @param {NodeJS.ProcessEnv} env @returns {Record<string, string>} */
function withoutTerraform(env) {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || name.startsWith("TF_") ? [] : [[name, value]],
    ),
  );
}

module.exports = { openTerraformStack };
