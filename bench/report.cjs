// @ts-check
// The page that bench/README.md is, and what of it the README of the project shows.
const { requestsTable, secondsTable, sizesTable } = require("./comparisonText.cjs");
const { machineText } = require("./machine.cjs");
const { scaleTable } = require("./scaleText.cjs");
const { startUpText } = require("./startUpText.cjs");
const { figure } = require("./summary.cjs");
const { grouped, seconds } = require("./text.cjs");

/** The numbers of tokens of which the README of the project shows figures. */
const shownSizes = [200, 1000];

/** @param {import("./types").Results} results */
function report({ comparison, scale, startUp }) {
  return `${[
    `# Benchmark

Written by \`npm run bench\` from \`results.json\`, which holds every single measurement; don't edit it.
\`npm run bench -- --help\` lists the options; \`-- --scale\` and \`-- --start-up\` measure the last two parts.`,
    comparison && comparisonPart(comparison),
    scale && scalePart(scale),
    startUp && `## What a start costs\n\n${machineText(startUp)}\n\n${startUp.measured.map(startUpText).join("\n\n")}`,
  ]
    .filter(Boolean)
    .join("\n\n")}\n`;
}

/** @param {NonNullable<import("./types").Results["comparison"]>} comparison */
function comparisonPart(comparison) {
  const { measured, withoutTerraform } = comparison;
  return `## Comparison

![Seconds that each operation takes](bench.svg)

${machineText(comparison)}

Every contender declares the same tokens to the same local Intune (\`pulumi-intune emulator\`), which takes 50 ms for each answer.
They take turns, and every figure is a median of ${fewest(measured)} or more.

- **native plugin**: the same tokens through the plugin, from Node (\`pulumi-intune/native\`) and from YAML.
- **textbook provider**: a dynamic provider as Pulumi's documentation teaches it, in the program itself (\`bench/programs/textbook\`).
- **Terraform**: ${withoutTerraform === null ? "with the generic REST provider magodo/restful" : `left out, because ${withoutTerraform}`}.
- **empty program**: a Pulumi program that declares nothing, which is what Pulumi itself takes. It is a stack of its own at 1 token.
  It and the textbook provider's program load all of Pulumi's SDK, ours only what it needs; "What a start costs" has both.
- **without checkpoints**: with \`PULUMI_EXPERIMENTAL=true PULUMI_SKIP_CHECKPOINTS=true\`, Pulumi writes the state once, at the end.

\`up\` runs with \`--skip-preview\`. \`no-op up\`, \`preview\` and \`refresh\` find nothing to do. \`update all\` changes one property of every token.
Of Terraform, \`apply\`, \`plan\` and \`apply -refresh-only\` stand for the same operations; it reads each token before it plans, Pulumi doesn't.

### Seconds

\`÷\` is the time of pulumi-intune divided by the other's: below 1, pulumi-intune is faster.

${secondsTable(measured)}

### Requests

${requestsTable(measured)}

### Memory and state

The most resident memory that the engine's and the provider's process took in any operation, and the size of the state after \`up\`.

${sizesTable(measured)}`;
}

/** The least number of times that anything was measured. @param {readonly import("./types").Measurement[]} measured */
function fewest(measured) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { contender, tokens, operation } of measured) {
    const which = `${contender} ${tokens} ${operation}`;
    counts.set(which, (counts.get(which) ?? 0) + 1);
  }
  return Math.min(...counts.values());
}

/** @param {NonNullable<import("./types").Results["scale"]>} scale */
function scalePart(scale) {
  return `## 3,000 tokens

Intune takes 3,000 tokens a tenant. Each line was measured once.

${machineText(scale)}

${scaleTable(scale.measured)}`;
}

/** What the README of the project shows: the two figures that tell most, and where the rest is. @param {import("./types").Results} results */
function extract({ comparison }) {
  if (!comparison) return "";
  const figures = shownSizes.flatMap((tokens) => {
    const [ours, textbook] = /** @type {const} */ (["ours", "textbook"]).map((contender) =>
      figure(comparison.measured, { contender, tokens, operation: "up" }, "seconds"),
    );
    return typeof ours === "number" && typeof textbook === "number"
      ? [`${grouped(tokens)} tokens in ${seconds(ours)} s instead of ${seconds(textbook)} s`]
      : [];
  });
  return `A first \`pulumi up\`, compared with a textbook dynamic provider: ${figures.join("; ")} (${comparison.date}).
[The benchmark](bench/README.md) has every operation, with requests, memory and 3,000 tokens.`;
}

const [begin, end] = ["<!-- bench -->", "<!-- /bench -->"];

/**
 * A page with the extract between its two marks.
 *
 * @param {string} page
 * @param {string} text
 */
function withExtract(page, text) {
  const [start, stop] = [page.indexOf(begin), page.indexOf(end)];
  return start < 0 || stop < start ? page : `${page.slice(0, start + begin.length)}\n${text}\n${page.slice(stop)}`;
}

module.exports = { extract, report, withExtract };
