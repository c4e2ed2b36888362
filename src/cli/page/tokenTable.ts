import { type StatusRow, toDisplayRow } from "../statusRow";
import { columns, nameColumn } from "./columns";
import { type Html, html } from "./html";
import type { ExpiryMonth } from "./months";
import { filterNames } from "./traits";

/**
 * The tokens, a body of rows for each month. The roles say what the elements mean anyway: on a phone the rows are laid out
 * as cards, and there some browsers forget it.
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
