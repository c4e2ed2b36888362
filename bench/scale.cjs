// @ts-check
const { withoutCheckpoints } = require("./contenders.cjs");
const { measure } = require("./life.cjs");
const { openPulumiStack } = require("./pulumiStack.cjs");

/** @type {import("./types").Operation[]} */
const operations = ["up", "refresh", "destroy"];

const ways = [
  { stacks: 1, checkpoints: false },
  { stacks: 3, checkpoints: true },
  { stacks: 1, checkpoints: true },
];

/**
 * Measures the largest number of tokens, in ways to do it.
 *
 * @param {number} total How many tokens, in all stacks together.
 * @param {import("./types").Intune} intune
 * @param {import("./types").Surroundings} around
 * @param {(measured: import("./types").ScaleMeasurement[]) => void} keep Is handed all so far after each way.
 */
async function scale(total, intune, around, keep) {
  /** @type {import("./types").ScaleMeasurement[]} */
  const measured = [];
  for (const { stacks, checkpoints } of ways) {
    const tokens = Math.ceil(total / stacks);
    const variables = checkpoints ? {} : withoutCheckpoints;
    /** @type {import("./types").Stack[]} */
    const open = [];
    try {
      for (let number = 0; number < stacks; number++) {
        open.push(
          await openPulumiStack({ program: "ours", tokens, first: number * tokens, variables, intune, around }),
        );
      }
      for (const operation of operations) {
        const costs = [];
        for (const [index, stack] of open.entries()) {
          const title = `${tokens} tokens${checkpoints ? "" : " without checkpoints"}, stack ${index + 1} of ${stacks}`;
          costs.push(await measure(stack, operation, { title, intune, around }));
        }
        measured.push({ stacks, checkpoints, operation, ...together(costs) });
      }
    } finally {
      for (const stack of open) stack.remove();
    }
    keep(measured);
  }
}

/** What stacks took one after the other. @param {Awaited<ReturnType<typeof measure>>[]} all */
function together(all) {
  /** @param {"seconds" | "requests" | "stateBytes"} what */
  const sum = (what) => all.reduce((total, one) => total + one[what], 0);
  /** @param {"engineMemory" | "providerMemory"} what */
  const most = (what) => (all.some((one) => one[what] === null) ? null : Math.max(...all.map((one) => one[what] ?? 0)));
  return {
    seconds: sum("seconds"),
    requests: sum("requests"),
    engineMemory: most("engineMemory"),
    providerMemory: most("providerMemory"),
    stateBytes: sum("stateBytes"),
    providerCurve: curveOf(all[0]?.run.providerSamples ?? []),
  };
}

/**
 * What a process takes when it has started, in the middle and at the end.
 *
 * @param {readonly import("./types").MemorySample[]} samples
 */
function curveOf(samples) {
  return [0.1, 0.5, 1].flatMap((share) => samples[Math.round(share * (samples.length - 1))]?.bytes ?? []);
}

module.exports = { curveOf, scale };
