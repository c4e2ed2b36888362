// @ts-check
// A docstring taken apart: what a page has sections for.

/**
 * @typedef {object} Docstring
 * @property {string} summary What comes before the first example.
 * @property {string | undefined} example The code of the first example.
 * @property {string} notes What comes after it.
 * @property {Map<string, string>} labelled The paragraphs that begin with a label, for example "Source: …".
 */

/** @param {string} text @returns {Docstring} */
export function takeApart(text) {
  const [before = "", example, ...after] = text.split(/^```ts\n([\s\S]*?)^```$/m);
  const tail = after.map((part, index) => (index % 2 === 1 ? `\`\`\`ts\n${part}\`\`\`` : part)).join("");
  const labelled = new Map(sentences(before).concat(sentences(tail)));
  return { summary: withoutLabelled(before), example, notes: withoutLabelled(tail), labelled };
}

/** Each label with what follows it, up to the next label or the end of the paragraph. */
const labelledText = /^(Permission|Source|Import): ((?:.+\n?)+?)(?=\n|$|(?:Permission|Source|Import): )/gm;

/** @param {string} text @returns {[string, string][]} */
function sentences(text) {
  return [...text.matchAll(labelledText)].map(([, name = "", content = ""]) => [name, content.trim()]);
}

/** @param {string} text */
function withoutLabelled(text) {
  return text
    .replace(labelledText, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
