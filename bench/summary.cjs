// @ts-check
// The medians behind every figure of the report.

/** @typedef {import("./types").Measurement} Measurement */

/** The operations in the order in which a stack lives through them. @type {import("./types").Operation[]} */
const operations = ["up", "no-op up", "preview", "refresh", "update all", "destroy"];

/** @type {Record<import("./types").ContenderName, string>} */
const titles = {
  ours: "pulumi-intune",
  native: "native plugin, Node",
  yaml: "native plugin, YAML",
  oursWithoutCheckpoints: "pulumi-intune without checkpoints",
  textbook: "textbook provider",
  terraform: "Terraform",
  empty: "empty program",
};

/** @param {readonly number[]} values At least one. */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

/**
 * The median of a figure; undefined when it wasn't measured, null when it couldn't be.
 *
 * @param {readonly Measurement[]} measured
 * @param {Pick<Measurement, "contender" | "tokens" | "operation">} which
 * @param {"seconds" | "requests" | "engineMemory" | "providerMemory" | "stateBytes"} what
 */
function figure(measured, { contender, tokens, operation }, what) {
  const values = measured
    .filter((one) => one.contender === contender && one.tokens === tokens && one.operation === operation)
    .map((one) => one[what]);
  if (values.length === 0) return undefined;
  return values.includes(null) ? null : median(values.flatMap((value) => value ?? []));
}

/** Who was measured, in the titles' order. @param {readonly Measurement[]} measured */
function measuredContenders(measured) {
  const names = /** @type {import("./types").ContenderName[]} */ (Object.keys(titles));
  return names.filter((name) => measured.some(({ contender }) => contender === name));
}

/** @param {readonly Measurement[]} measured */
function measuredSizes(measured) {
  return [...new Set(measured.map(({ tokens }) => tokens))].sort((a, b) => a - b);
}

module.exports = { figure, measuredContenders, measuredSizes, median, operations, titles };
