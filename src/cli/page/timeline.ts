import { numberWords } from "../words";
import { type Html, html } from "./html";
import type { Month } from "./months";
import { urgencyOf } from "./traits";

/** How many tokens expire in which month: links to the table's months, a bar with each. */
export function timeline(months: readonly Month[]): Html {
  const most = Math.max(...months.map(({ rows }) => rows.length));
  return html`<nav aria-labelledby="timeline-heading">
<h2 id="timeline-heading">Expiries by month</h2>
<ol>
${months.map((month) => entry(month, most))}</ol>
</nav>`;
}

function entry({ id, label, rows }: Month, most: number): Html {
  return html`<li><a href="#${id}"><span>${label}</span> <span><b>${numberWords(rows.length)}</b><span class="unseen"> tokens</span></span></a>
<svg aria-hidden="true" class="${urgencyOf(rows[0])}"><rect width="${(100 * rows.length) / most}%" height="100%"/></svg></li>
`;
}
