import { displayText } from "../../displayText";
import type { StatusRow } from "../statusRow";
import { type Column, columns } from "./columns";
import type { Format } from "./format";
import { cut, fittingWidths, widthOf } from "./width";

/** A table for a person's eyes: a line a token. */
export const table: Format = {
  render(rows, now, { paint, width }) {
    if (rows.length === 0) return "The tenant has no VPP tokens.\n";
    const cells = rows.map((row) => columns.map(({ cell }) => displayText(cell(row, now))));
    const widths = fittingWidths(
      columns.map((column, index) => ({
        widest: Math.max(...[column.header, ...cells.map((line) => line[index] ?? "")].map(widthOf)),
        mayBeCut: column.mayBeCut === true,
      })),
      gap.length,
      width,
    );
    const line = (texts: readonly string[], row?: StatusRow): string =>
      columns
        .map((column, index) => {
          const text = padded(column, texts[index] ?? "", widths[index] ?? 0);
          const colour = row ? column.colour?.(row) : "bold";
          return colour === undefined ? text : paint(colour, text);
        })
        .join(gap)
        .trimEnd();
    const header = line(columns.map((column) => column.header));
    return `${[header, ...rows.map((row, index) => line(cells[index] ?? [], row))].join("\n")}\n`;
  },
};

const gap = "  ";

function padded({ alignRight }: Column, text: string, width: number): string {
  const shown = cut(text, width);
  const blanks = " ".repeat(width - widthOf(shown));
  return alignRight ? `${blanks}${shown}` : `${shown}${blanks}`;
}
