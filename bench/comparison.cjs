// @ts-check
const { contenders } = require("./contenders.cjs");
const { live } = require("./life.cjs");
const { repetitionsOf } = require("./options.cjs");

/**
 * Measures all contenders at all sizes, in turns: what slows the machine down for a while meets all of them.
 *
 * @param {import("./types").Options} options
 * @param {string | undefined} mirror The folder that holds Terraform's provider, if there is one.
 * @param {import("./types").Intune} intune
 * @param {import("./types").Surroundings} around
 * @param {(measured: import("./types").Measurement[]) => void} keep Is handed all so far after each operation.
 */
async function compare(options, mirror, intune, around, keep) {
  const present = contenders(intune, around, mirror).filter(({ name }) => options.only.includes(name));
  /** @type {import("./types").Measurement[]} */
  const measured = [];
  for (const tokens of options.sizes) {
    const repetitions = repetitionsOf(options, tokens);
    const suited = present.filter(({ operations }) => operations(tokens).length > 0);
    for (let repetition = 1; repetition <= repetitions; repetition++) {
      for (const { name, operations, open } of rotated(suited, repetition)) {
        const title = `${tokens} tokens, ${repetition} of ${repetitions}, ${name}`;
        await live(await open(tokens), operations(tokens), { title, intune, around }, (costs, operation) => {
          measured.push({ contender: name, tokens, repetition, operation, ...costs });
          keep(measured);
        });
      }
    }
  }
}

/**
 * The same in the same order, begun so many places later.
 *
 * @template T
 * @param {readonly T[]} all
 * @param {number} places
 */
function rotated(all, places) {
  const start = places % (all.length || 1);
  return [...all.slice(start), ...all.slice(0, start)];
}

module.exports = { compare, rotated };
