import { formatCount } from "../words";
import { type Html, html } from "./html";
import type { ExpiryMonth } from "./months";
import { urgencyClass } from "./traits";

/** How many tokens expire in which month: links to the table's months, a bar with each. */
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
