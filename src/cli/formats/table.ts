import { displayText } from "../../displayText";
import type { StatusRow } from "../statusRow";
import { type Column, columns } from "./columns";
import type { Format } from "./format";
import { displayWidth, fitColumns, truncate } from "./width";

/** A table for a person's eyes: a line a token. */
export const table: Format = {
  render(rows, now, { colorize, width }) {
    if (rows.length === 0) return "The tenant has no VPP tokens.\n";
    const cells = rows.map((row) => columns.map(({ cell }) => displayText(cell(row, now))));
    const widths = fitColumns(
      columns.map((column, index) => ({
        widest: Math.max(...[column.header, ...cells.map((line) => line[index] ?? "")].map(displayWidth)),
        truncatable: column.truncatable === true,
      })),
      gap.length,
      width,
    );
    const line = (texts: readonly string[], row?: StatusRow): string =>
      columns
        .map((column, index) => {
          const text = pad(column, texts[index] ?? "", widths[index] ?? 0);
          const color = row ? column.color?.(row) : "bold";
          return color === undefined ? text : colorize(color, text);
        })
        .join(gap)
        .trimEnd();
    const header = line(columns.map((column) => column.header));
    return `${[header, ...rows.map((row, index) => line(cells[index] ?? [], row))].join("\n")}\n`;
  },
};

const gap = "  ";

function pad({ alignRight }: Column, text: string, width: number): string {
  const shown = truncate(text, width);
  const blanks = " ".repeat(width - displayWidth(shown));
  return alignRight ? `${blanks}${shown}` : `${shown}${blanks}`;
}
