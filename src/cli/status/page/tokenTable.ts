import { knownTime } from "../../../apple/tokenLife";
import { describeTimeLeft, formatDay, formatMinute } from "../../shared/dates";
import { displayNames, lastSyncTime, type StatusRow, toDisplayRow } from "../statusRow";
import { filterNames, urgencyClass } from "./filters";
import { formatCount, type Html, html } from "./html";
import type { ExpiryMonth } from "./timeline";

/**
 * Shows the tokens, with a table body for each month. The roles repeat what the elements mean: on a phone the style shows
 * rows as cards, and some browsers then drop the meaning of table elements.
 */
export function tokenTable(months: readonly ExpiryMonth[]): Html {
  return html`<table role="table">
<caption>The soonest expiry first. All dates are in UTC.</caption>
<thead role="rowgroup"><tr role="row">${[nameColumn, ...columns].map(
    ({ header }) => html`<th role="columnheader" scope="col">${header}</th>`,
  )}</tr></thead>
${months.map(monthRows)}</table>`;
}

function monthRows({ id, label, rows }: ExpiryMonth): Html {
  return html`<tbody role="rowgroup">
<tr role="row" class="month"><th role="rowheader" scope="rowgroup" id="${id}" colspan="${columns.length + 1}">${label}</th></tr>
${rows.map(tokenRow)}</tbody>
`;
}

function tokenRow(row: StatusRow): Html {
  const shown = toDisplayRow(row);
  return html`<tr role="row" data-traits="${filterNames(row).join(" ")}"><th role="rowheader" scope="row">${nameColumn.cell(shown)}</th>${columns.map(
    ({ cell }) => html`<td role="cell">${cell(shown)}</td>`,
  )}</tr>
`;
}

/** One column of the table. */
interface Column {
  readonly header: string;
  /** Returns the content of a cell; undefined where Intune has no value. */
  readonly cell: (row: StatusRow) => Html | string | undefined;
}

/** The column whose cells are the headers of the rows. */
const nameColumn: Column = { header: "Token", cell: names };

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
