import { knownTime } from "../../apple/tokenLife";
import { displayNames } from "../names";
import type { Colorize } from "../paint";
import type { StatusRow } from "../statusRow";
import { describeAge, formatDay, lastSyncTime } from "../times";

/** One column of the table. */
export interface Column {
  readonly header: string;
  readonly cell: (row: StatusRow, now: Date) => string;
  readonly alignRight?: true;
  /** Whether its texts may be cut where the terminal is too narrow. */
  readonly truncatable?: true;
  readonly color?: (row: StatusRow) => Parameters<Colorize>[0] | undefined;
}

/** Yellow is what Maester and CIPP report (under 30 days), red what Checkmk calls critical (under 5). */
const expiryColor = ({ daysLeft }: StatusRow) => {
  if (daysLeft === null) return "yellow";
  return daysLeft < 5 ? "red" : daysLeft < 30 ? "yellow" : undefined;
};

export const columns: readonly Column[] = [
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
