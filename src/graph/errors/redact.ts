import { isObject, parsed } from "../../json";

/** What stands where a secret stood. */
const hidden = "[secret]";

/** So many characters in a row of a secret are hidden. Fewer could be anybody's. */
const windowLength = 16;

/** Longer than any word, id or URL part that helps a person; tokens, assertions and their fragments are. */
const tokenLike = /[A-Za-z0-9+/_=-]{100,}|eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?/g;

/** Takes out of a text what may not be shown. */
export type Redact = (text: string) => string;

/**
 * The text without the secrets, without any part of them that has 16 characters or more, and without anything that has
 * the looks of one (services echo what they were sent). A secret is found in its usual encodings, in lines, and decoded.
 * The time grows with the length of the text and with that of the secrets, and not with their product.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  return redactor(secrets)(text);
}

/** The same for several texts: what the secrets may look like is found out once, and only if there is a need. */
export function redactor(secrets: readonly string[]): Redact {
  const known = [...new Set(secrets.map((secret) => secret.trim()))].filter((secret) => secret !== "");
  let forms: Forms | undefined;
  const hide = (text: string): string => {
    if (known.length === 0) return text;
    forms ??= formsOf(known);
    return withoutCovered(text, coverage(text, forms));
  };
  return (text) =>
    hide(text)
      .replace(tokenLike, hidden)
      .replaceAll(/(?:\[secret\]){2,}/g, hidden);
}

/** What secrets may look like in a text. */
interface Forms {
  /** Those that are hidden as a whole only. */
  readonly short: readonly string[];
  /** Those of which every part is, as they may be written. */
  readonly long: readonly string[];
  /** The same, as `asMeant` reads them. */
  readonly meant: readonly string[];
}

function formsOf(secrets: readonly string[]): Forms {
  const long = secrets.filter((secret) => secret.length >= windowLength).flatMap((secret) => contents(secret));
  return {
    short: secrets.filter((secret) => secret.length < windowLength).flatMap(spellings),
    long: long.flatMap(spellings),
    meant: long.map((secret) => asMeant(secret).text),
  };
}

/** Which characters of the text are of a secret: 1 for those. */
function coverage(text: string, { short, long, meant }: Forms): Uint8Array {
  const covered = new Uint8Array(text.length);
  for (const secret of short) {
    for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + 1)) {
      covered.fill(1, at, at + secret.length);
    }
  }
  if (text.length >= windowLength) {
    cover(covered, asWritten(text), long);
    cover(covered, asMeant(text), meant);
  }
  return covered;
}

function withoutCovered(text: string, covered: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const isCovered = covered[at] === 1;
    const other = covered.indexOf(isCovered ? 0 : 1, at);
    const end = other === -1 ? text.length : other;
    parts.push(isCovered ? hidden : text.slice(at, end));
    at = end;
  }
  return parts.join("");
}

/** A text in one way of reading it, and from where to where each of its characters stands in the original. */
interface Reading {
  readonly text: string;
  readonly from: (index: number) => number;
  readonly to: (index: number) => number;
}

/** Marks what the reading shares with the secrets: all windows of it that are one of theirs. */
function cover(covered: Uint8Array, { text, from, to }: Reading, secrets: readonly string[]): void {
  const places = new Map<string, number[]>();
  // Most windows of a secret are in no text: four of their characters mostly tell, and cost much less than all 16.
  const isThere = new Uint8Array(sketches);
  for (let at = 0; at + windowLength <= text.length; at++) {
    isThere[sketch(text, at)] = 1;
    const part = text.slice(at, at + windowLength);
    const known = places.get(part);
    if (known) known.push(at);
    else places.set(part, [at]);
  }
  for (const secret of secrets) {
    for (let at = 0; at + windowLength <= secret.length; at++) {
      if (isThere[sketch(secret, at)] === 0) continue;
      const part = secret.slice(at, at + windowLength);
      for (const place of places.get(part) ?? []) covered.fill(1, from(place), to(place + windowLength - 1));
      // Once is enough, however often either side repeats it.
      places.delete(part);
    }
  }
}

const sketches = 2 ** 16;

/** A number below `sketches` that is the same for the same window. */
function sketch(text: string, at: number): number {
  const first = text.charCodeAt(at) * 31 + text.charCodeAt(at + 5);
  const last = text.charCodeAt(at + 10) * 31 + text.charCodeAt(at + 15);
  return (first * 1021 + last) % sketches;
}

const asWritten = (text: string): Reading => ({ text, from: (index) => index, to: (index) => index + 1 });

/** An escape of JSON (of JSON in JSON, too), of URLs or of HTML, or any other character. */
const sign =
  /\\+(?:u([\da-f]{4})|[nrt])?|%(?:25)*([\da-f]{2})|&(?:amp;)*(?:#(\d{1,5})|#x([\da-f]{1,4})|(quot|lt|gt|apos));|[\s\S]/giy;

const namedCharacters: Readonly<Record<string, string>> = { quot: '"', lt: "<", gt: ">", apos: "'" };

/** Nothing to undo and nothing to leave out: Base64, mostly. */
const isPlain = /^[!-$'-[\]-~]*$/;

/**
 * What a text means whichever way it was encoded and broken into lines: escapes are undone, Base64's two alphabets are
 * one, and white space, backslashes and what isn't ASCII are left out.
 */
function asMeant(text: string): Reading {
  if (isPlain.test(text)) return asWritten(text.replaceAll("-", "+").replaceAll("_", "/"));
  const characters: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of text.matchAll(sign)) {
    const character = meaning(match);
    if (!/^[!-~]$/.test(character) || character === "\\") continue;
    characters.push(character === "-" ? "+" : character === "_" ? "/" : character);
    starts.push(match.index);
    ends.push(match.index + match[0].length);
  }
  return { text: characters.join(""), from: (index) => starts[index] ?? 0, to: (index) => ends[index] ?? 0 };
}

/** The character that a sign stands for. */
function meaning([itself, json, octet, decimal, hexadecimal, name]: RegExpMatchArray): string {
  const code = json ?? octet ?? hexadecimal;
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  if (decimal !== undefined) return String.fromCharCode(Number(decimal));
  return name === undefined ? itself : (namedCharacters[name.toLowerCase()] ?? "");
}

/** How often a token is looked into: it is Base64 of JSON with a token that may be Base64 of JSON. */
const deepest = 4;

/** The secret, and what a service may have found inside when it decoded it. */
function contents(secret: string, depth = 0): string[] {
  const inside = depth < deepest ? decoded(secret) : undefined;
  return inside === undefined ? [secret] : [secret, ...insideOf(inside, depth + 1)];
}

function insideOf(text: string, depth: number): string[] {
  const found = stringsIn(parsed(text)).flatMap((string) => {
    const [itself = string, ...deeper] = contents(string, depth);
    // Where the JSON has it as it is, the JSON is enough.
    return text.includes(itself) ? deeper : [itself, ...deeper];
  });
  return [text, ...found];
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return value.length < windowLength ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return isObject(value) ? Object.values(value).flatMap(stringsIn) : [];
}

/** What the Base64 text (of either alphabet, in lines or not) stands for; undefined when that is no text. */
function decoded(text: string): string | undefined {
  const compact = text.replace(/\s+/g, "");
  if (!/^[\w+/-]+={0,2}$/.test(compact)) return undefined;
  try {
    const inside = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(compact, "base64"));
    return inside.length < windowLength ? undefined : inside;
  } catch {
    return undefined;
  }
}

/** The ways in which JSON, addresses, forms and Base64's second alphabet write a text. */
function spellings(text: string): string[] {
  const whole = text.replace(/\p{Cs}/gu, "\uFFFD");
  const inAddress = encodeURIComponent(whole);
  const inJson = JSON.stringify(text).slice(1, -1);
  return [
    ...new Set([
      text,
      text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""),
      inAddress,
      inAddress.replace(/%[\dA-F]{2}/g, (octet) => octet.toLowerCase()),
      inAddress.replaceAll("%20", "+"),
      inJson,
      JSON.stringify(inJson).slice(1, -1),
      inJson.replaceAll("/", "\\/"),
      // .NET's way: System.Text.Json escapes what HTML could take for its own.
      inJson.replace(/\\"|["&'+<>`]/g, (character) => unicodeEscape(character.slice(-1))),
    ]),
  ];
}

const unicodeEscape = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
