// @ts-check
const { run } = require("./run.cjs");

/**
 * @typedef {object} Watch
 * @property {string} title What is shown while it goes on.
 * @property {import("./types").Intune} intune
 * @property {import("./types").Surroundings} around
 */

/**
 * Runs one operation on a stack, and tells what it took.
 *
 * @param {import("./types").Stack} stack
 * @param {import("./types").Operation} operation
 * @param {Watch} watch
 * @returns {Promise<import("./types").Costs & { run: import("./types").Run }>}
 */
async function measure(stack, operation, { title, intune, around: { progress, signal } }) {
  await intune.takeRequests();
  const its = await progress.during(
    (elapsed) => `${title}, ${operation}: ${elapsed}`,
    () => run(stack.command(operation), signal),
  );
  return {
    seconds: its.seconds,
    requests: await intune.takeRequests(),
    engineMemory: its.engineMemory,
    providerMemory: its.providerMemory,
    stateBytes: stack.stateBytes(),
    run: its,
  };
}

/**
 * Runs a stack through operations, one after the other, and removes it.
 *
 * @param {import("./types").Stack} stack
 * @param {readonly import("./types").Operation[]} operations
 * @param {Watch} watch
 * @param {(costs: import("./types").Costs, operation: import("./types").Operation) => void} keep Is told of each.
 */
async function live(stack, operations, watch, keep) {
  try {
    for (const operation of operations) {
      const { run: _, ...costs } = await measure(stack, operation, watch);
      keep(costs, operation);
    }
  } finally {
    stack.remove();
  }
}

module.exports = { live, measure };
