import { knownTime } from "../../../apple/tokenLife";
import { formatMonth } from "../../shared/dates";
import type { StatusRow } from "../statusRow";
import { urgencyClass } from "./filters";
import { formatCount, type Html, html } from "./html";

/** Shows how many tokens expire in which month: a link to the month in the table, with a bar. */
export function timeline(months: readonly ExpiryMonth[]): Html {
  const most = Math.max(...months.map(({ rows }) => rows.length));
  return html`<nav aria-labelledby="timeline-heading">
<h2 id="timeline-heading">Expiries by month</h2>
<ol>
${months.map((month) => entry(month, most))}</ol>
</nav>`;
}

function entry({ id, label, rows }: ExpiryMonth, most: number): Html {
  return html`<li><a href="#${id}"><span>${label}</span> <span><b>${formatCount(rows.length)}</b><span class="unseen"> tokens</span></span></a>
<svg aria-hidden="true" class="${urgencyClass(rows[0])}"><rect width="${(100 * rows.length) / most}%" height="100%"/></svg></li>
`;
}

/** The tokens that expire in one month, have expired, or have no known expiry. */
export interface ExpiryMonth {
  /** Its id in the page: `expired`, `month-2026-11` or `undated`. */
  readonly id: string;
  readonly label: string;
  readonly rows: readonly [StatusRow, ...StatusRow[]];
}

/** Groups tokens by the month of their expiry, in the order of the rows. */
export function groupByMonth(rows: readonly StatusRow[]): ExpiryMonth[] {
  const months = new Map<string, { label: string; rows: [StatusRow, ...StatusRow[]] }>();
  for (const row of rows) {
    const { id, label } = monthOf(row);
    const month = months.get(id);
    if (month) month.rows.push(row);
    else months.set(id, { label, rows: [row] });
  }
  return [...months].map(([id, month]) => ({ id, ...month }));
}

function monthOf({ hasExpired, expirationDateTime }: StatusRow): Omit<ExpiryMonth, "rows"> {
  if (hasExpired) return { id: "expired", label: "Expired" };
  const time = knownTime(expirationDateTime);
  if (time === undefined) return { id: "undated", label: "No expiry date yet" };
  const date = new Date(time);
  return { id: `month-${date.toISOString().slice(0, 7)}`, label: formatMonth(date) };
}
