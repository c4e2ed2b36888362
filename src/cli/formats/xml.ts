import { printable } from "../../displayText";

/** An element with what is inside it, which is XML already, on lines of their own. */
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[],
): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`);
  const start = `<${name}${pairs.join("")}`;
  if (children.length === 0) return `${start}/>`;
  const lines = children.join("\n").split("\n");
  return `${start}>\n${lines.map((line) => `  ${line}`).join("\n")}\n</${name}>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** A text for an attribute. XML 1.0 has no way to write control characters, so they are replaced. */
function escapeAttribute(text: string): string {
  return [...text]
    .map((sign) => entities[sign] ?? printable(sign))
    .join("")
    .replace(/[\uFFFE\uFFFF]/g, "\uFFFD");
}
