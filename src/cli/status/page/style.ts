import { columns } from "./tokenTable";

/** On a phone each row is a card, where a label names the column of each cell. The row's own header comes first. */
const cardLabels = columns.map(
  ({ header }, index) => `  td:nth-child(${index + 2})::before { content: "${header}" / ""; }`,
);

export const style = `
:root {
  color-scheme: light dark;
  --ground: #fff; --raised: #f6f7f9; --line: #d8dde3; --text: #1c2127; --quiet: #57606a;
  --bad: #b42318; --soon: #8a5300; --calm: #7b8794; --link: #0b57d0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171a; --raised: #1c2024; --line: #33393f; --text: #e4e7ea; --quiet: #a0a9b2;
    --bad: #ff8f85; --soon: #f0b755; --calm: #7d8894; --link: #8ab4f8;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0 auto; padding: 2rem; max-width: 90rem;
  background: var(--ground); color: var(--text);
  font: 0.9375rem/1.45 system-ui, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 0 0 0.75rem; font-size: 1.0625rem; }
p { margin: 0.25rem 0; }
a { color: var(--link); }
small { display: block; font-size: 0.8125rem; color: var(--quiet); font-weight: normal; }
.bad { color: var(--bad); }
.soon { color: var(--soon); }
header p, footer, caption, dt, legend, output { color: var(--quiet); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip:not(:focus) { position: absolute; left: -999rem; }

dl { display: flex; flex-wrap: wrap; gap: 0.75rem 2.5rem; margin: 1.25rem 0 2rem; }
dl div { display: flex; flex-direction: column-reverse; }
dd { margin: 0; font-size: 1.75rem; line-height: 1.2; }

nav ol { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: 0.25rem 1rem; margin: 0 0 2rem; padding: 0; list-style: none; }
nav a { display: flex; justify-content: space-between; padding-top: 0.25rem; color: inherit; text-decoration: none; }
nav a:hover { text-decoration: underline; }
svg { display: block; width: 100%; height: 0.375rem; background: var(--raised); fill: currentColor; }
svg.calm { color: var(--calm); }

form { margin-bottom: 1rem; }
[type="search"] { display: block; width: 100%; max-width: 24rem; margin-top: 0.25rem; padding: 0.5rem 0.625rem; border: 1px solid var(--calm); border-radius: 0.25rem; background: var(--ground); color: inherit; font: inherit; }
fieldset { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0.75rem 0; padding: 0; border: 0; }
legend { float: left; margin-right: 1.25rem; padding: 0; }
fieldset label { display: flex; align-items: center; gap: 0.375rem; min-height: 1.5rem; }
[type="radio"] { margin: 0; accent-color: var(--link); }

table { width: 100%; border-collapse: collapse; }
caption { padding-bottom: 0.5rem; text-align: left; }
th, td { padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { position: sticky; top: 0; background: var(--ground); font-size: 0.8125rem; white-space: nowrap; }
tr.month th { padding-top: 1.5rem; font-size: 1.0625rem; scroll-margin-top: 2rem; }
footer { margin-top: 2rem; }

@media (min-width: 75rem) {
  .parts { display: grid; grid-template-columns: 14rem minmax(0, 1fr); gap: 3rem; }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 2px 2px 1rem; }
  nav ol { display: block; margin: 0; }
  nav li { margin-bottom: 0.5rem; }
}
@media (max-width: 47.99rem) {
  body { padding: 1rem; }
  dl { gap: 0.75rem 1.5rem; }
  table, caption, tbody { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: block; padding: 0.75rem 0; border-bottom: 1px solid var(--line); }
  th, td { display: block; padding: 0; border: 0; }
  td { display: grid; grid-template-columns: 6rem 1fr; }
  td:empty { display: none; }
  td small { grid-column: 2; }
${cardLabels.join("\n")}
  td::before { color: var(--quiet); }
}
`;
