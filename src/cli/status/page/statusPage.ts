import { formatInstant } from "../../shared/dates";
import type { StatusRow } from "../statusRow";
import { filters } from "./filters";
import { contentSecurityPolicy, formatCount, type Html, html, raw } from "./html";
import { script } from "./script";
import { style } from "./style";
import { groupByMonth, timeline } from "./timeline";
import { tokenTable } from "./tokenTable";

/** Returns the tokens as one self-contained HTML page. `rows`: the soonest expiry first. */
export function statusPage(rows: readonly StatusRow[], at: Date): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>VPP tokens on ${formatInstant(at)}</title>
<style>${raw(style)}</style>
</head>
<body>
<header>
<h1>Apple VPP tokens in Microsoft Intune</h1>
<p>As of <time datetime="${at.toISOString()}">${formatInstant(at)}</time></p>
${summary(rows)}
</header>
${rows.length === 0 ? html`<main><p>The tenant has no VPP tokens.</p></main>` : tokens(rows)}
<footer><p>Written by <code>pulumi-intune status --html</code>. Run it again for what has changed since.</p></footer>
</body>
</html>
`.toString();
}

function tokens(rows: readonly StatusRow[]): Html {
  const months = groupByMonth(rows);
  return html`<a class="skip" href="#tokens">Skip to the tokens</a>
<div class="parts">
${timeline(months)}
<main>
<h2 id="tokens">Tokens</h2>
${filterForm()}
${tokenTable(months)}
</main>
</div>
<script>${raw(script)}</script>`;
}

/** Shows how many tokens there are, and how many match each filter. */
function summary(rows: readonly StatusRow[]): Html {
  const counts = filters.map(({ label, matches }) => ({ label, count: rows.filter(matches).length }));
  return html`<dl>
${[{ label: "Tokens", count: rows.length }, ...counts].map(summaryItem)}</dl>`;
}

function summaryItem({ label, count }: { label: string; count: number }): Html {
  return html`<div><dt>${label}</dt><dd>${formatCount(count)}</dd></div>
`;
}

/** The search and the filters. They need the script, which removes `hidden`. */
function filterForm(): Html {
  return html`<form role="search" aria-label="Tokens" autocomplete="off" hidden>
<label>Search in the table <input type="search" name="words"></label>
<fieldset>
<legend>Show</legend>
<label><input type="radio" name="trait" value="all" checked> All</label>
${filters.map(({ name, label }) => html`<label><input type="radio" name="trait" value="${name}"> ${label}</label>\n`)}</fieldset>
<output></output>
</form>`;
}
