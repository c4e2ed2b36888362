import type { StatusRow } from "../statusRow";
import { numberWords } from "../words";
import { type Html, html } from "./html";
import { traits } from "./traits";

/** How many tokens there are, and how many with each trait. */
export function summary(rows: readonly StatusRow[]): Html {
  const counts = traits.map(({ label, holds }) => ({ label, count: rows.filter(holds).length }));
  return html`<dl>
${[{ label: "Tokens", count: rows.length }, ...counts].map(figure)}</dl>`;
}

function figure({ label, count }: { label: string; count: number }): Html {
  return html`<div><dt>${label}</dt><dd>${numberWords(count)}</dd></div>
`;
}
