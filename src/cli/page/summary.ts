import type { StatusRow } from "../statusRow";
import { formatCount } from "../words";
import { type Html, html } from "./html";
import { filters } from "./traits";

/** How many tokens there are, and how many with each trait. */
export function summary(rows: readonly StatusRow[]): Html {
  const counts = filters.map(({ label, matches }) => ({ label, count: rows.filter(matches).length }));
  return html`<dl>
${[{ label: "Tokens", count: rows.length }, ...counts].map(summaryItem)}</dl>`;
}

function summaryItem({ label, count }: { label: string; count: number }): Html {
  return html`<div><dt>${label}</dt><dd>${formatCount(count)}</dd></div>
`;
}
