import { knownTime } from "../../apple/tokenLife";
import { namesOf } from "../names";
import type { Paint } from "../paint";
import type { StatusRow } from "../statusRow";
import { agoWords, dayOf, lastSyncOf } from "../times";

/** One column of the table. */
export interface Column {
  readonly header: string;
  readonly cell: (row: StatusRow, now: Date) => string;
  readonly alignRight?: true;
  /** Whether its texts may be cut where the terminal is too narrow. */
  readonly mayBeCut?: true;
  readonly colour?: (row: StatusRow) => Parameters<Paint>[0] | undefined;
}

/** Yellow is what Maester and CIPP report (under 30 days), red what Checkmk calls critical (under 5). */
const expiryColour = ({ daysLeft }: StatusRow) => {
  if (daysLeft === null) return "yellow";
  return daysLeft < 5 ? "red" : daysLeft < 30 ? "yellow" : undefined;
};

export const columns: readonly Column[] = [
  { header: "NAME", cell: (row) => namesOf(row).name, mayBeCut: true },
  { header: "APPLE ID", cell: ({ appleId = "" }) => appleId, mayBeCut: true },
  { header: "COUNTRY", cell: ({ countryOrRegion = "" }) => countryOrRegion.toUpperCase() },
  { header: "STATE", cell: ({ state }) => state, colour: ({ state }) => (state === "valid" ? "green" : "red") },
  { header: "EXPIRES", cell: expiryDay, colour: expiryColour },
  { header: "DAYS", cell: ({ daysLeft }) => String(daysLeft ?? ""), alignRight: true, colour: expiryColour },
  {
    header: "LAST SYNC",
    cell: syncWords,
    colour: ({ lastSyncStatus }) => (lastSyncStatus === "failed" ? "red" : undefined),
  },
  { header: "APPS", cell: ({ lastAppCount }) => String(lastAppCount ?? ""), alignRight: true },
];

function expiryDay({ expirationDateTime }: StatusRow): string {
  const expiry = knownTime(expirationDateTime);
  return expiry === undefined ? "not known yet" : dayOf(expiry);
}

function syncWords(row: StatusRow, now: Date): string {
  const last = lastSyncOf(row);
  const status = row.lastSyncStatus === "inProgress" ? "in progress" : row.lastSyncStatus;
  return last === undefined ? `${status}, never` : `${status} ${agoWords(last, now)}`;
}
