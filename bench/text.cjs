// @ts-check
// How figures are written.

/** @param {number} number With three significant digits, and no more than a person wants. */
function seconds(number) {
  return number < 9.95 ? number.toFixed(2) : number < 99.5 ? number.toFixed(1) : number.toFixed(0);
}

/** @param {number} bytes */
function mebibytes(bytes) {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${grouped(Math.round(bytes / 1000))} KB`;
}

/** @param {number} number */
function grouped(number) {
  return number.toLocaleString("en-US");
}

/**
 * A figure in a table: a dash where there was nothing to measure.
 *
 * @param {number | null | undefined} value
 * @param {(value: number) => string} write
 */
function cell(value, write) {
  return value === undefined ? "–" : value === null ? "not measured" : write(value);
}

/**
 * A Markdown table.
 *
 * @param {readonly string[]} head Figures stand to the right; a column whose head begins with a small letter doesn't.
 * @param {readonly (readonly string[])[]} rows
 * @param {number} texts How many columns at the left are texts.
 */
function table(head, rows, texts = 1) {
  const rule = head.map((_, index) => (index < texts ? "---" : "---:"));
  return [head, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

module.exports = { cell, grouped, kilobytes, mebibytes, seconds, table };
