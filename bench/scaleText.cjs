// @ts-check
// The largest number of tokens, as Markdown.
const { cell, grouped, kilobytes, mebibytes, seconds, table } = require("./text.cjs");

/** @param {readonly import("./types").ScaleMeasurement[]} measured */
function scaleTable(measured) {
  const rows = measured.map((one) => [
    `${one.stacks === 1 ? "one stack" : `${one.stacks} stacks, one after the other`}${one.checkpoints ? "" : ", without checkpoints"}`,
    one.operation,
    seconds(one.seconds),
    grouped(one.requests),
    cell(one.engineMemory, mebibytes),
    cell(one.providerMemory, mebibytes),
    one.providerCurve.length === 0 ? "not measured" : one.providerCurve.map(mebibytes).join(" → "),
    kilobytes(one.stateBytes),
  ]);
  const heads = [
    "How",
    "Operation",
    "Seconds",
    "Requests",
    "Engine",
    "Provider",
    "Provider, start → middle → end",
    "State",
  ];
  return table(heads, rows, 2);
}

module.exports = { scaleTable };
