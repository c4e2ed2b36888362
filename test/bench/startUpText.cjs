// @ts-check
// What a start costs, as Markdown.
const { median } = require("./summary.cjs");
const { seconds, table } = require("./text.cjs");

/** @param {import("./types").StartUp} startUp */
function startUpText({ ours, bare, empty, modules }) {
  const floor = median(empty);
  /** @param {string} what @param {readonly number[]} taken */
  const row = (what, taken) => [what, seconds(median(taken)), (median(taken) / floor).toFixed(2)];
  const rows = [
    row("an empty program", empty),
    row("a dynamic provider that does nothing", bare),
    row("one token: the list before the first create, and the create", ours),
  ];
  return `${table(["`pulumi up` of", "Seconds", "÷ empty program"], rows)}

Medians of ${ours.length}, in turns. Modules loaded in each process, by package; an empty program has no provider:

${modulesTable(modules)}`;
}

/** What an empty program loads as well is Pulumi's own, and stands in one line. @param {import("./types").StartUp["modules"]} modules */
function modulesTable(modules) {
  const processes = Object.keys(modules);
  const pulumis = new Set(Object.keys(modules["empty: program"] ?? {}));
  const packages = new Set(Object.values(modules).flatMap((counts) => Object.keys(counts)));
  const others = [...packages].filter((name) => !pulumis.has(name)).sort();
  /** @param {Iterable<string>} names */
  const sums = (names) =>
    processes.map((process) => [...names].reduce((sum, name) => sum + (modules[process]?.[name] ?? 0), 0));
  const rows = [
    ["all", ...sums(packages)],
    ["Pulumi's SDK, with what it needs", ...sums(pulumis)],
    ...others.map((name) => [name, ...sums([name])]),
  ];
  return table(
    ["Package", ...processes],
    rows.map((row) => row.map(String)),
  );
}

module.exports = { startUpText };
