// @ts-check
// Where Terraform and the generic REST provider are on this machine. Nothing is downloaded.
const { spawnSync } = require("node:child_process");
const { existsSync, readdirSync } = require("node:fs");
const { homedir } = require("node:os");
const { join } = require("node:path");

const address = join("registry.terraform.io", "magodo", "restful");

/**
 * The folders in which Terraform itself looks for providers without being told, and before them that of the variable
 * BENCH_TERRAFORM_PLUGINS (a `filesystem_mirror` of Terraform's).
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} home
 */
function pluginFolders(env, home) {
  return [
    ...(env.BENCH_TERRAFORM_PLUGINS ? [env.BENCH_TERRAFORM_PLUGINS] : []),
    join(home, ".terraform.d", "plugins"),
    join(home, "Library", "Application Support", "io.terraform", "plugins"),
    join(env.XDG_DATA_HOME ?? join(home, ".local", "share"), "terraform", "plugins"),
    "/usr/local/share/terraform/plugins",
    "/usr/share/terraform/plugins",
  ];
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ mirror: string, versions: Record<string, string> } | { missing: string }} What is missing ends a sentence.
 */
function findTerraform(env = process.env) {
  const { status, stdout } = spawnSync("terraform", ["version", "-json"], { env, encoding: "utf8" });
  if (status !== 0) return { missing: "there is no `terraform` on PATH" };
  const mirror = pluginFolders(env, homedir()).find((folder) => existsSync(join(folder, address)));
  if (!mirror) {
    return {
      missing:
        "the provider magodo/restful is in none of Terraform's plugin folders (BENCH_TERRAFORM_PLUGINS names another)",
    };
  }
  const provider = readdirSync(join(mirror, address)).sort().join(", ");
  return { mirror, versions: { Terraform: JSON.parse(stdout).terraform_version, "magodo/restful": provider } };
}

module.exports = { findTerraform, pluginFolders };
