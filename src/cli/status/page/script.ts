/**
 * The page's script: shows the rows that match the chosen filter and all search words, and how many of them expire in which
 * month. It is a string, because the browser runs it.
 */
export const script = `"use strict";
const form = document.querySelector("form");
const matches = document.querySelector("output");
const entries = [...document.querySelectorAll("nav li")];
const months = [...document.querySelectorAll("tbody")].map((body, index) => ({
  body,
  entry: entries[index],
  rows: [...body.rows].slice(1).map((row) => ({
    row,
    traits: ["all", ...row.dataset.traits.split(" ")],
    text: [...row.cells].map((cell) => cell.textContent.toLowerCase()).join("\\n"),
  })),
}));
const all = months.reduce((sum, { rows }) => sum + rows.length, 0);
const said = (count) => count.toLocaleString("en");

function showMatches() {
  const asked = new FormData(form);
  const trait = asked.get("trait");
  const words = asked.get("words").toLowerCase().split(/\\s+/);
  const counts = months.map(({ body, rows }) => {
    let count = 0;
    for (const { row, traits, text } of rows) {
      const fits = traits.includes(trait) && words.every((word) => text.includes(word));
      row.hidden = !fits;
      if (fits) count += 1;
    }
    body.hidden = count === 0;
    return count;
  });
  const most = Math.max(...counts);
  months.forEach(({ entry }, index) => {
    const count = counts[index];
    entry.hidden = count === 0;
    entry.querySelector("b").textContent = said(count);
    entry.querySelector("rect").setAttribute("width", (100 * count) / (most || 1) + "%");
  });
  const found = counts.reduce((sum, count) => sum + count, 0);
  matches.textContent = found === 0 ? "No token matches." : said(found) + " of " + said(all) + " tokens";
}

form.addEventListener("input", showMatches);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
showMatches();
`;
