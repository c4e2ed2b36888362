// @ts-check
// The comparison as Markdown.
const { figure, measuredContenders, measuredSizes, operations, titles } = require("./summary.cjs");
const { cell, grouped, kilobytes, mebibytes, seconds, table } = require("./text.cjs");

/** @typedef {import("./types").Measurement} Measurement */
/** @typedef {import("./types").ContenderName} ContenderName */

/** Every size and operation that was measured. @param {readonly Measurement[]} measured */
function situations(measured) {
  return measuredSizes(measured).flatMap((tokens) =>
    operations
      .filter((operation) => measured.some((one) => one.tokens === tokens && one.operation === operation))
      .map((operation) => ({ tokens, operation })),
  );
}

/**
 * Seconds of all contenders, and what ours are of each other's.
 *
 * @param {readonly Measurement[]} measured
 */
function secondsTable(measured) {
  const names = measuredContenders(measured);
  const rivals = names.filter((name) => name === "textbook" || name === "terraform" || name === "empty");
  const natives = names.filter((name) => name === "native" || name === "yaml");
  const rows = situations(measured).map(({ tokens, operation }) => {
    /** @param {ContenderName} contender */
    const taken = (contender) => figure(measured, { contender, tokens, operation }, "seconds") ?? undefined;
    const ours = taken("ours");
    const ratios = rivals.map((rival) => {
      const its = taken(rival);
      return cell(ours === undefined || its === undefined ? undefined : ours / its, (ratio) => ratio.toFixed(2));
    });
    const ofDynamic = natives.map((native) => {
      const its = taken(native);
      return cell(ours === undefined || its === undefined ? undefined : its / ours, (ratio) => ratio.toFixed(2));
    });
    return [grouped(tokens), operation, ...names.map((name) => cell(taken(name), seconds)), ...ratios, ...ofDynamic];
  });
  const heads = [
    "Tokens",
    "Operation",
    ...names.map((name) => titles[name]),
    ...rivals.map((name) => `÷ ${titles[name]}`),
    ...natives.map((name) => `${titles[name]} ÷ ${titles.ours}`),
  ];
  return table(heads, rows, 2);
}

/** @param {readonly Measurement[]} measured */
function requestsTable(measured) {
  const names = measuredContenders(measured).filter((name) => name !== "empty");
  const rows = situations(measured).map((situation) => [
    grouped(situation.tokens),
    situation.operation,
    ...names.map((contender) => cell(figure(measured, { contender, ...situation }, "requests"), grouped)),
  ]);
  return table(["Tokens", "Operation", ...names.map((name) => titles[name])], rows, 2);
}

/** The most that any operation took, and the state after `up`. @param {readonly Measurement[]} measured */
function sizesTable(measured) {
  const rows = measuredSizes(measured).flatMap((tokens) =>
    measuredContenders(measured).flatMap((contender) => {
      const state = figure(measured, { contender, tokens, operation: "up" }, "stateBytes");
      if (state === undefined) return [];
      /** @param {"engineMemory" | "providerMemory"} what */
      const most = (what) => {
        const all = operations.flatMap((operation) => figure(measured, { contender, tokens, operation }, what) ?? []);
        return all.length === 0 ? null : Math.max(...all);
      };
      const provider = contender === "empty" ? undefined : most("providerMemory");
      return [
        [
          grouped(tokens),
          titles[contender],
          cell(most("engineMemory"), mebibytes),
          cell(provider, mebibytes),
          cell(state, kilobytes),
        ],
      ];
    }),
  );
  return table(["Tokens", "Contender", "Engine", "Provider", "State"], rows, 2);
}

module.exports = { requestsTable, secondsTable, sizesTable };
