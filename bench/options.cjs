// @ts-check
// What the command line of `npm run bench` asks for.
const { parseArgs } = require("node:util");

/** How often each size is measured in a full run: short runs vary more. */
const repetitions = new Map([
  [1, 7],
  [50, 3],
  [200, 3],
  [1000, 3],
]);

/** As many tokens as Intune takes in a tenant. */
const tenantLimit = 3000;

const contenders = /** @type {const} */ ([
  "ours",
  "native",
  "yaml",
  "oursWithoutCheckpoints",
  "textbook",
  "empty",
  "terraform",
]);

const usage = `npm run bench -- [options]

Without options everything is compared, and bench/README.md and the README of the project get the figures.
  --scale          3,000 tokens instead, with and without checkpoints, in one stack and in three
  --start-up       what a start costs instead, in time and in modules
  --draw           measures nothing, and draws the report from bench/results.json
  --sizes 1,50     these numbers of tokens only
  --repeat 3       so many repetitions of each
  --only ours,…    these contenders only (${contenders.join(", ")})
  --out folder     where the report goes; a run with one of the three before this is only printed without it`;

/** The command line asks for what there isn't. The message is for the user. */
class UsageError extends Error {}

/**
 * @param {string[]} args
 * @param {string} fullRunsOut Where the report of a full run goes.
 * @returns {import("./types").Options}
 * @throws {UsageError}
 */
function optionsOf(args, fullRunsOut) {
  const given = parsed(args);
  if (given.help) throw new UsageError(usage);
  const part = given.scale ? "scale" : given["start-up"] ? "startUp" : given.draw ? "draw" : "comparison";
  const partial = given.sizes !== undefined || given.repeat !== undefined || given.only !== undefined;
  return {
    sizes: given.sizes?.split(",").map(whole) ?? (part === "scale" ? [tenantLimit] : [...repetitions.keys()]),
    repeat: given.repeat === undefined ? undefined : whole(given.repeat),
    only: given.only?.split(",").map(contender) ?? contenders,
    part,
    out: given.out ?? (partial ? undefined : fullRunsOut),
  };
}

const flag = { type: /** @type {const} */ ("boolean") };
const text = { type: /** @type {const} */ ("string") };
const known = {
  help: flag,
  scale: flag,
  "start-up": flag,
  draw: flag,
  sizes: text,
  repeat: text,
  only: text,
  out: text,
};

/** @param {string[]} args */
function parsed(args) {
  try {
    return parseArgs({ args, options: known }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

/** @param {string} text */
function whole(text) {
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`"${text}" is no number from 1 on.\n\n${usage}`);
  return Number(text);
}

/** @param {string} text */
function contender(text) {
  const found = contenders.find((name) => name === text);
  if (!found) throw new UsageError(`There is no contender "${text}".\n\n${usage}`);
  return found;
}

/**
 * @param {import("./types").Options} options
 * @param {number} tokens
 */
function repetitionsOf({ repeat }, tokens) {
  return repeat ?? repetitions.get(tokens) ?? 3;
}

module.exports = { optionsOf, repetitionsOf, UsageError };
