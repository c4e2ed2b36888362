// @ts-check
// The comparison as a picture: a panel for each operation, a group of bars for each number of tokens.
const { figure, measuredSizes, operations, titles } = require("./summary.cjs");
const { grouped, seconds } = require("./text.cjs");

/** @typedef {import("./types").Measurement} Measurement */
/** @typedef {{ left: number, top: number, lowest: number, highest: number }} Panel */

/** Who is drawn, and the class of the bars. */
const drawn = /** @type {const} */ (["ours", "textbook", "terraform", "empty"]);

const panel = { width: 300, height: 170, columns: 3, gapAcross: 46, gapDown: 62 };
const margin = { left: 60, top: 92, right: 16, bottom: 56 };
const bar = { width: 15, gap: 2 };

const style = `
  text { font: 12px system-ui, sans-serif; fill: #1f2328; }
  .title { font-size: 17px; font-weight: 600; } .panel { font-size: 14px; font-weight: 600; }
  .faint { fill: #59636e; } .value { font-size: 9px; }
  .ground { fill: #ffffff; } .grid { stroke: #d1d9e0; } .axis { stroke: #59636e; }
  .ours { fill: #0969da; } .textbook { fill: #bc4c00; } .terraform { fill: #8250df; } .empty { fill: #818b98; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; } .faint { fill: #9198a1; }
    .ground { fill: #0d1117; } .grid { stroke: #3d444d; } .axis { stroke: #9198a1; }
    .ours { fill: #4493f8; } .textbook { fill: #f0883e; } .terraform { fill: #ab7df8; } .empty { fill: #9198a1; }
  }`;

/**
 * @param {readonly Measurement[]} measured
 * @param {string} date
 */
function picture(measured, date) {
  const all = drawn.flatMap((contender) =>
    measuredSizes(measured).flatMap((tokens) =>
      operations.flatMap((operation) => figure(measured, { contender, tokens, operation }, "seconds") ?? []),
    ),
  );
  const lowest = 10 ** Math.floor(Math.log10(Math.min(...all)));
  const highest = 10 ** Math.ceil(Math.log10(Math.max(...all)));
  const rows = Math.ceil(operations.length / panel.columns);
  const width = margin.left + panel.columns * (panel.width + panel.gapAcross) - panel.gapAcross + margin.right;
  const height = margin.top + rows * (panel.height + panel.gapDown) - panel.gapDown + margin.bottom;
  const panels = operations.map((operation, index) => {
    const left = margin.left + (index % panel.columns) * (panel.width + panel.gapAcross);
    const top = margin.top + Math.floor(index / panel.columns) * (panel.height + panel.gapDown);
    return panelOf(measured, operation, { left, top, lowest, highest });
  });
  const present = drawn.filter((name) => measured.some(({ contender }) => contender === name));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>Seconds that each operation takes, by the number of VPP tokens</title>
<style>${style}
</style>
<rect class="ground" width="${width}" height="${height}" rx="8"/>
<text class="title" x="${margin.left}" y="32">Seconds that each operation takes (logarithmic), ${date}</text>
${present.map(legend).join("\n")}
${panels.join("\n")}
<text class="faint" x="${width / 2}" y="${height - 14}" text-anchor="middle">VPP tokens in the program</text>
<text class="faint" transform="translate(16 ${height / 2}) rotate(-90)" text-anchor="middle">Seconds</text>
</svg>
`;
}

/** @param {typeof drawn[number]} name @param {number} index */
function legend(name, index) {
  const x = margin.left + index * 150;
  return `<rect class="${name}" x="${x}" y="46" width="12" height="12"/><text x="${x + 18}" y="57">${titles[name]}</text>`;
}

/**
 * @param {readonly Measurement[]} measured
 * @param {import("./types").Operation} operation
 * @param {Panel} place
 */
function panelOf(measured, operation, place) {
  const { left, top } = place;
  const sizes = measuredSizes(measured);
  const groupWidth = panel.width / sizes.length;
  const groups = sizes.map((tokens, index) => {
    const middle = left + (index + 0.5) * groupWidth;
    const bars = drawn.flatMap((contender) => {
      const taken = figure(measured, { contender, tokens, operation }, "seconds");
      return taken === undefined || taken === null ? [] : [{ contender, taken }];
    });
    const start = middle - (bars.length * (bar.width + bar.gap) - bar.gap) / 2;
    return [
      ...bars.map(({ contender, taken }, number) =>
        barOf(contender, taken, start + number * (bar.width + bar.gap), place),
      ),
      `<text class="faint" x="${round(middle)}" y="${top + panel.height + 17}" text-anchor="middle">${grouped(tokens)}</text>`,
    ].join("");
  });
  return `<text class="panel" x="${left}" y="${top - 12}">${operation}</text>
${gridOf(place)}
${groups.join("\n")}
<line class="axis" x1="${left}" x2="${left + panel.width}" y1="${top + panel.height}" y2="${top + panel.height}"/>`;
}

/** @param {string} name @param {number} taken @param {number} x @param {Panel} place */
function barOf(name, taken, x, place) {
  const y = heightOf(taken, place);
  const height = place.top + panel.height - y;
  const label = `<text class="value" x="${round(x + bar.width / 2)}" y="${round(y - 3)}" text-anchor="middle">${short(taken)}</text>`;
  return `<rect class="${name}" x="${round(x)}" y="${round(y)}" width="${bar.width}" height="${round(height)}"/>${label}`;
}

/** @param {Panel} place */
function gridOf(place) {
  const powers = Math.round(Math.log10(place.highest / place.lowest));
  return Array.from({ length: powers + 1 }, (_, power) => {
    const value = place.lowest * 10 ** power;
    const y = round(heightOf(value, place));
    return `<line class="grid" x1="${place.left}" x2="${place.left + panel.width}" y1="${y}" y2="${y}"/><text class="faint" x="${place.left - 6}" y="${y + 4}" text-anchor="end">${Number(value.toPrecision(1))}</text>`;
  }).join("");
}

/** Where a duration stands. @param {number} value @param {Panel} place */
function heightOf(value, { top, lowest, highest }) {
  return top + panel.height * (1 - Math.log10(value / lowest) / Math.log10(highest / lowest));
}

/** Two digits are what fits above a bar. @param {number} value */
function short(value) {
  return value < 9.95 ? value.toFixed(1) : seconds(Math.round(value)).replace(".0", "");
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}

module.exports = { picture };
