// @ts-check
// Who is compared. Each declares the same tokens to the same Intune.
const { openPulumiStack } = require("./pulumiStack.cjs");
const { openTerraformStack } = require("./terraformStack.cjs");

/** @type {import("./types").Operation[]} */
const everything = ["up", "no-op up", "preview", "refresh", "update all", "destroy"];

/** What lets the engine write the state once at the end, not after every step. */
const withoutCheckpoints = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/**
 * @param {import("./types").Intune} intune
 * @param {import("./types").Surroundings} around
 * @param {string | undefined} mirror The folder that holds Terraform's provider, if there is one.
 * @returns {import("./types").Contender[]}
 */
function contenders(intune, around, mirror) {
  /** @param {string} program @param {Record<string, string>} [variables] */
  const pulumi = (program, variables = {}) => ({
    open: (/** @type {number} */ tokens) => openPulumiStack({ program, tokens, variables, intune, around }),
  });
  return [
    { name: "ours", operations: () => everything, ...pulumi("ours") },
    { name: "native", operations: () => everything, ...pulumi("native") },
    { name: "yaml", operations: () => everything, ...pulumi("yaml") },
    { name: "textbook", operations: () => everything, ...pulumi("textbook") },
    {
      name: "empty",
      operations: (tokens) => (tokens === 1 ? everything.filter((operation) => operation !== "update all") : []),
      ...pulumi("empty"),
    },
    {
      name: "oursWithoutCheckpoints",
      operations: (tokens) => (tokens >= 1000 ? ["up", "destroy"] : []),
      ...pulumi("ours", withoutCheckpoints),
    },
    ...(mirror === undefined ? [] : [terraform(mirror, intune, around)]),
  ];
}

/**
 * @param {string} mirror
 * @param {import("./types").Intune} intune
 * @param {import("./types").Surroundings} around
 * @returns {import("./types").Contender}
 */
function terraform(mirror, intune, { signal }) {
  return {
    name: "terraform",
    operations: () => everything,
    open: (tokens) => openTerraformStack({ tokens, mirror, intune, signal }),
  };
}

module.exports = { contenders, withoutCheckpoints };
