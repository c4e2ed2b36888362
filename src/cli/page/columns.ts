import { knownTime } from "../../apple/tokenLife";
import { displayNames } from "../names";
import type { StatusRow } from "../statusRow";
import { formatDay, lastSyncTime } from "../times";
import { describeTimeLeft, formatCount } from "../words";
import { formatMinute } from "./dates";
import { type Html, html } from "./html";
import { urgencyClass } from "./traits";

/** One column of the table. */
export interface Column {
  readonly header: string;
  /** What a cell holds; undefined where Intune says nothing. */
  readonly cell: (row: StatusRow) => Html | string | undefined;
}

/** The column whose cells are the rows' headers. */
export const nameColumn: Column = { header: "Token", cell: names };

export const columns: readonly Column[] = [
  { header: "Expires", cell: expiry },
  { header: "State", cell: ({ state }) => html`<span class="${state === "valid" ? "calm" : "bad"}">${state}</span>` },
  { header: "Apple ID", cell: ({ appleId }) => appleId },
  { header: "Country", cell: ({ countryOrRegion }) => countryOrRegion?.toUpperCase() },
  { header: "Last sync", cell: lastSync },
  { header: "Apps", cell: ({ lastAppCount: apps }) => (apps === undefined ? undefined : formatCount(apps)) },
];

function names(row: StatusRow): Html {
  const { name, others } = displayNames(row);
  return html`${name}${others.map((other) => html` <small>${other}</small>`)}`;
}

function expiry(row: StatusRow): Html {
  const time = knownTime(row.expirationDateTime);
  const day = time === undefined ? "" : formatDay(time);
  return html`${day} <small class="${urgencyClass(row)}">${describeTimeLeft(row)}</small>`;
}

function lastSync(row: StatusRow): Html {
  const time = lastSyncTime(row);
  const status = row.lastSyncStatus;
  const when = time === undefined ? "never" : formatMinute(time);
  return html`${when} <small class="${status === "failed" ? "bad" : "calm"}">${status}</small>`;
}
