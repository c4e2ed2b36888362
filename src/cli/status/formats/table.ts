import { knownTime } from "../../../apple/tokenLife";
import { displayText } from "../../../displayText";
import { describeAge, formatDay } from "../../shared/dates";
import type { Colorize } from "../../shared/output";
import { displayNames, lastSyncTime, type StatusRow } from "../statusRow";
import { displayWidth, fitColumns, truncate } from "./columnWidths";
import type { Format } from "./format";

/** A table for people to read, with a line for each token. */
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

/** One column of the table. */
interface Column {
  readonly header: string;
  readonly cell: (row: StatusRow, now: Date) => string;
  readonly alignRight?: true;
  /** Whether its texts may be cut when the terminal is too narrow. */
  readonly truncatable?: true;
  readonly color?: (row: StatusRow) => Parameters<Colorize>[0] | undefined;
}

/** Yellow from where Maester and CIPP report an expiry (under 30 days), red from where Checkmk calls it critical (under 5). */
const expiryColor = ({ daysLeft }: StatusRow) => {
  if (daysLeft === null) return "yellow";
  return daysLeft < 5 ? "red" : daysLeft < 30 ? "yellow" : undefined;
};

const columns: readonly Column[] = [
  { header: "NAME", cell: (row) => displayNames(row).name, truncatable: true },
  { header: "APPLE ID", cell: ({ appleId = "" }) => appleId, truncatable: true },
  { header: "COUNTRY", cell: ({ countryOrRegion = "" }) => countryOrRegion.toUpperCase() },
  { header: "STATE", cell: ({ state }) => state, color: ({ state }) => (state === "valid" ? "green" : "red") },
  { header: "EXPIRES", cell: expiryDay, color: expiryColor },
  { header: "DAYS", cell: ({ daysLeft }) => String(daysLeft ?? ""), alignRight: true, color: expiryColor },
  {
    header: "LAST SYNC",
    cell: syncText,
    color: ({ lastSyncStatus }) => (lastSyncStatus === "failed" ? "red" : undefined),
  },
  { header: "APPS", cell: ({ lastAppCount }) => String(lastAppCount ?? ""), alignRight: true },
];

function expiryDay({ expirationDateTime }: StatusRow): string {
  const expiry = knownTime(expirationDateTime);
  return expiry === undefined ? "not known yet" : formatDay(expiry);
}

function syncText(row: StatusRow, now: Date): string {
  const last = lastSyncTime(row);
  const status = row.lastSyncStatus === "inProgress" ? "in progress" : row.lastSyncStatus;
  return last === undefined ? `${status}, never` : `${status} ${describeAge(last, now)}`;
}
