/** A family as a scraper would have it. */
export interface ParsedFamily {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"/y;
const unescaped = (text: string) => text.replace(/\\([\\"n])/g, (_, sign: string) => (sign === "n" ? "\n" : sign));

/**
 * Reads Prometheus' text format, stricter than a scraper: every family has HELP, then TYPE, then its samples, all
 * together; every line ends; no two samples have the same labels.
 */
export function parseExposition(text: string): ParsedFamily[] {
  if (!text.endsWith("\n")) throw new Error("the last line has no end");
  const families: ParsedFamily[] = [];
  const lines = text.slice(0, -1).split("\n");
  for (let at = 0; at < lines.length; ) {
    const help = /^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) ((?:[^\\]|\\[\\n])*)$/.exec(lines[at++] ?? "");
    const type = /^# TYPE (\S+) (gauge|counter)$/.exec(lines[at++] ?? "");
    if (!help?.[1] || !type?.[2] || help[1] !== type[1]) throw new Error(`line ${at}: HELP and TYPE don't go together`);
    const family: ParsedFamily = { name: help[1], help: unescaped(help[2] ?? ""), type: type[2], samples: [] };
    if (families.some(({ name }) => name === family.name)) throw new Error(`${family.name} comes twice`);
    while (at < lines.length && !lines[at]?.startsWith("#"))
      family.samples.push(sampleOf(family.name, lines[at++] ?? ""));
    const identities = family.samples.map(({ labels }) => JSON.stringify(labels));
    if (new Set(identities).size !== identities.length) throw new Error(`${family.name} has a sample twice`);
    families.push(family);
  }
  return families;
}

function sampleOf(name: string, line: string): ParsedFamily["samples"][number] {
  const labels: Record<string, string> = {};
  if (!line.startsWith(name)) throw new Error(`not a sample of ${name}: ${line}`);
  let at = name.length;
  if (line[at] === "{") {
    do {
      label.lastIndex = at + 1;
      const [whole, key = "", value = ""] = label.exec(line) ?? [];
      if (whole === undefined || key in labels) throw new Error(`no label at ${at} of ${line}`);
      labels[key] = unescaped(value);
      at = label.lastIndex;
    } while (line[at] === ",");
    if (line[at++] !== "}") throw new Error(`the labels don't end: ${line}`);
  }
  const value = /^ (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|NaN|[+-]Inf)$/.exec(line.slice(at))?.[1];
  if (value === undefined) throw new Error(`no value: ${line}`);
  return { labels, value: Number(value) };
}
