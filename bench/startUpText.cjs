// @ts-check
// What a start costs, as Markdown.
const { median } = require("./summary.cjs");
const { seconds, table } = require("./text.cjs");

/** @type {readonly (readonly [import("./types").StartUpProgram, string])[]} */
const programs = [
  ["empty", "an empty program, which takes all of Pulumi's SDK"],
  ["bare", "a dynamic provider that does nothing"],
  ["ours", "one token: the list before the first create, and the create"],
  ["oursWithSdk", "one token, in a program that takes all of Pulumi's SDK as well"],
];

/** @param {import("./types").StartUp} startUp */
function startUpText({ seconds: taken, modules }) {
  const floor = median(taken.empty);
  const rows = programs.map(([program, what]) => {
    const its = median(taken[program]);
    return [what, seconds(its), (its / floor).toFixed(2)];
  });
  return `${table(["`pulumi up` of", "Seconds", "÷ empty program"], rows)}

Medians of ${taken.empty.length}, in turns. The programs of the two rows in the middle load only those parts of Pulumi's SDK that they need, which
takes less time. Modules loaded in each process, by package; an empty program has no provider:

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
