/** An element of a parsed document. */
export interface ParsedElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly ParsedElement[];
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** What XML 1.0 lets stand in a document (production 2, "Char"), read by code points. */
const allowed = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

/** Reads XML of elements and attributes alone, and refuses whatever is not well-formed. */
export function parseXml(text: string): ParsedElement {
  if (!allowed.test(text)) throw new Error("a character that XML can't hold");
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!text.startsWith(declaration)) throw new Error("no declaration");
  const [root, rest] = elementAt(text.slice(declaration.length));
  if (rest.trim() !== "") throw new Error(`after the root: ${rest}`);
  return root;
}

function elementAt(text: string): [ParsedElement, string] {
  const [start, name = "", pairs = "", end] = /^<([A-Za-z]+)((?: [a-z]+="[^"<\n]*")*)(\/?>)/.exec(text) ?? [];
  if (start === undefined) throw new Error(`no element: ${text.slice(0, 80)}`);
  const attributes: Record<string, string> = {};
  for (const [, key = "", value = ""] of pairs.matchAll(/ ([a-z]+)="([^"]*)"/g)) {
    if (key in attributes) throw new Error(`${key} twice in ${name}`);
    attributes[key] = unescaped(value);
  }
  const children: ParsedElement[] = [];
  let rest = text.slice(start.length);
  if (end === "/>") return [{ name, attributes, children }, rest];
  for (rest = rest.trimStart(); !rest.startsWith("</"); rest = rest.trimStart()) {
    const [child, after] = elementAt(rest);
    children.push(child);
    rest = after;
  }
  if (!rest.startsWith(`</${name}>`)) throw new Error(`${name} doesn't end: ${rest.slice(0, 80)}`);
  return [{ name, attributes, children }, rest.slice(name.length + 3)];
}

function unescaped(value: string): string {
  return value.replace(/&(?:#(\d+)|(\w+))?(;?)/g, (whole, code?: string, name?: string, end?: string) => {
    const sign = code === undefined ? entities[name ?? ""] : String.fromCodePoint(Number(code));
    if (sign === undefined || end !== ";") throw new Error(`no entity: ${whole}`);
    return sign;
  });
}
