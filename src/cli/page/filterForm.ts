import { type Html, html } from "./html";
import { filters } from "./traits";

/** Search and filter. They need the script, which takes `hidden` away. */
export function filterForm(): Html {
  return html`<form role="search" aria-label="Tokens" autocomplete="off" hidden>
<label>Search in the table <input type="search" name="words"></label>
<fieldset>
<legend>Show</legend>
<label><input type="radio" name="trait" value="all" checked> All</label>
${filters.map(({ name, label }) => html`<label><input type="radio" name="trait" value="${name}"> ${label}</label>\n`)}</fieldset>
<output></output>
</form>`;
}
