import { isObject, parsed } from "../../json";

/** Stands in the place of a secret. */
const replacement = "[secret]";

/** Parts of a secret of this length or longer are hidden. Shorter ones may be ordinary words. */
const windowLength = 16;

/** Longer than any word, id or URL part that helps a reader. Tokens, assertions and their fragments match. */
const tokenLike = /[A-Za-z0-9+/_=-]{100,}|eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?/g;

/** Hides the secrets in a string. */
export type Redact = (text: string) => string;

/**
 * Hides the secrets in a string, any part of them of 16 characters or more, and anything that looks like one (services
 * echo what they were sent). A secret is found in its usual encodings, in lines, in pieces, and decoded.
 * The time grows with the length of the text and with that of the secrets, and not with their product.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  return redactor(secrets)(text);
}

/** The same for several strings: the encoded forms of the secrets are computed once, and only if needed. */
export function redactor(secrets: readonly string[]): Redact {
  const known = [...new Set(secrets.map((secret) => secret.trim()))].filter((secret) => secret !== "");
  let forms: Forms | undefined;
  const hide = (text: string): string => {
    if (known.length === 0) return text;
    forms ??= formsOf(known);
    return replaceCovered(text, coverage(text, forms));
  };
  return (text) =>
    hide(text)
      .replace(tokenLike, replacement)
      .replaceAll(/(?:\[secret\]){2,}/g, replacement);
}

/** The forms that secrets may have in a string. */
interface Forms {
  /** Secrets that are hidden as a whole only. */
  readonly short: readonly string[];
  /** Secrets of which every part is hidden, in their usual encodings. */
  readonly long: readonly string[];
  /** The same, as `normalize` reads them. */
  readonly normalized: readonly string[];
  /** The same, of letters and digits alone. */
  readonly bare: readonly string[];
}

function formsOf(secrets: readonly string[]): Forms {
  const long = secrets.filter((secret) => secret.length >= windowLength).flatMap((secret) => decodedForms(secret));
  // A string in JSON has a beginning and an end of its own, and is encoded otherwise than as a part of it.
  const encoded = long.flatMap((secret) => [secret, ...stringsIn(parsed(secret))]).flatMap(binaryForms);
  const normalized = [...long, ...encoded].map((secret) => normalize(secret).text);
  return {
    short: secrets.filter((secret) => secret.length < windowLength).flatMap(encodings),
    long: [...long.flatMap(encodings), ...encoded],
    normalized,
    bare: normalized.map((secret) => secret.replace(/[^\dA-Za-z]/g, "")),
  };
}

/** Marks the characters that belong to a secret with 1. */
function coverage(text: string, { short, long, normalized, bare }: Forms): Uint8Array {
  const covered = new Uint8Array(text.length);
  for (const secret of short) {
    for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + 1)) {
      covered.fill(1, at, at + secret.length);
    }
  }
  if (text.length >= windowLength) {
    const plain = normalize(text);
    cover(covered, verbatim(text), long);
    cover(covered, plain, normalized);
    coverPieces(covered, text, plain, bare);
  }
  return covered;
}

function replaceCovered(text: string, covered: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const isCovered = covered[at] === 1;
    const other = covered.indexOf(isCovered ? 0 : 1, at);
    const end = other === -1 ? text.length : other;
    parts.push(isCovered ? replacement : text.slice(at, end));
    at = end;
  }
  return parts.join("");
}

/** A reading of a string, and the position of each of its characters in the original. */
interface Reading {
  readonly text: string;
  readonly from: (index: number) => number;
  readonly to: (index: number) => number;
}

/** Marks what the reading shares with the secrets: all windows of it that are one of theirs. */
function cover(covered: Uint8Array, { text, from, to }: Reading, secrets: readonly string[]): void {
  const positions = new Map<string, number[]>();
  // Few windows of a secret occur in a string. Comparing four characters first rules out most, and costs less than all 16.
  const occurs = new Uint8Array(hashCount);
  for (let at = 0; at + windowLength <= text.length; at++) {
    occurs[windowHash(text, at)] = 1;
    const part = text.slice(at, at + windowLength);
    const known = positions.get(part);
    if (known) known.push(at);
    else positions.set(part, [at]);
  }
  for (const secret of secrets) {
    for (let at = 0; at + windowLength <= secret.length; at++) {
      if (occurs[windowHash(secret, at)] === 0) continue;
      const part = secret.slice(at, at + windowLength);
      for (const position of positions.get(part) ?? [])
        covered.fill(1, from(position), to(position + windowLength - 1));
      // Once is enough, however often either side repeats it.
      positions.delete(part);
    }
  }
}

/**
 * Marks the pieces of a secret, with what stands between them: commas, quotes or dashes. Only whole runs of letters and
 * digits are pieces, so that a word that happens to begin as the secret goes on stays readable.
 */
function coverPieces(covered: Uint8Array, text: string, plain: Reading, secrets: readonly string[]): void {
  const found = new Uint8Array(text.length);
  cover(found, withoutSigns(plain), secrets);
  let end: number | undefined;
  for (const { index, 0: run } of text.matchAll(/[\dA-Za-z]+/g)) {
    const isPiece = found.subarray(index, index + run.length).every((each) => each === 1);
    if (isPiece) {
      const isJoined = end !== undefined && found.subarray(end, index).every((each) => each === 1);
      covered.fill(1, isJoined ? end : index, index + run.length);
    }
    end = isPiece ? index + run.length : undefined;
  }
}

const hashCount = 2 ** 16;

/** A number below `hashCount` that is the same for the same window. */
function windowHash(text: string, at: number): number {
  const first = text.charCodeAt(at) * 31 + text.charCodeAt(at + 5);
  const last = text.charCodeAt(at + 10) * 31 + text.charCodeAt(at + 15);
  return (first * 1021 + last) % hashCount;
}

const verbatim = (text: string): Reading => ({ text, from: (index) => index, to: (index) => index + 1 });

/** An escape of JSON (of JSON in JSON, too), of URLs or of HTML, or any other character. */
const escapeOrCharacter =
  /\\+(?:u([\da-f]{4})|[nrt])?|%(?:25)*([\da-f]{2})|&(?:amp;)*(?:#(\d{1,5})|#x([\da-f]{1,4})|(quot|lt|gt|apos));|[\s\S]/giy;

const namedCharacters: Readonly<Record<string, string>> = { quot: '"', lt: "<", gt: ">", apos: "'" };

/** Nothing to decode and nothing to drop: Base64, mostly. */
const isPlain = /^[!-$'-[\]-~]*$/;

/**
 * Normalizes a string, however it was encoded and broken into lines: decodes escapes, maps Base64's two alphabets to
 * one, and drops white space, backslashes and what isn't ASCII.
 */
function normalize(text: string): Reading {
  if (isPlain.test(text)) return verbatim(text.replaceAll("-", "+").replaceAll("_", "/"));
  const characters: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of text.matchAll(escapeOrCharacter)) {
    const character = decodeEscape(match);
    if (!/^[!-~]$/.test(character) || character === "\\") continue;
    characters.push(character === "-" ? "+" : character === "_" ? "/" : character);
    starts.push(match.index);
    ends.push(match.index + match[0].length);
  }
  return { text: characters.join(""), from: (index) => starts[index] ?? 0, to: (index) => ends[index] ?? 0 };
}

/** The letters and digits alone: a secret may come in pieces, with commas, quotes or dashes between them. */
function withoutSigns({ text, from, to }: Reading): Reading {
  const kept = [...text.matchAll(/[\dA-Za-z]/g)].map(({ index }) => index);
  const at = (index: number) => kept[index] ?? 0;
  return {
    text: kept.map((index) => text[index]).join(""),
    from: (index) => from(at(index)),
    to: (index) => to(at(index)),
  };
}

/** The character that an escape stands for. */
function decodeEscape([itself, json, octet, decimal, hexadecimal, name]: RegExpMatchArray): string {
  const code = json ?? octet ?? hexadecimal;
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  if (decimal !== undefined) return String.fromCharCode(Number(decimal));
  return name === undefined ? itself : (namedCharacters[name.toLowerCase()] ?? "");
}

/** How deep a token is decoded: it is Base64 of JSON with a token that may be Base64 of JSON. */
const maxDepth = 4;

/** The secret, and the strings inside that a service may have decoded. */
function decodedForms(secret: string, depth = 0): string[] {
  const inside = depth < maxDepth ? decoded(secret) : undefined;
  return inside === undefined ? [secret] : [secret, ...stringsInside(inside, depth + 1)];
}

function stringsInside(text: string, depth: number): string[] {
  const found = stringsIn(parsed(text)).flatMap((string) => {
    const [itself = string, ...deeper] = decodedForms(string, depth);
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

/** The decoded Base64 (of either alphabet, in lines or not); undefined when it is no UTF-8 string. */
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

/**
 * The string's octets in hexadecimal and in Base64. Base64 writes three octets at a time, so that what stands before a secret
 * shifts it: the characters that it shares with that are left out.
 */
function binaryForms(text: string): string[] {
  const octets = Buffer.from(text);
  const hexadecimal = octets.toString("hex");
  const shifted = [0, 2, 3].map((shared, shift) =>
    Buffer.concat([Buffer.alloc(shift), octets])
      .toString("base64")
      .slice(shared),
  );
  return [hexadecimal, hexadecimal.toUpperCase(), ...shifted];
}

/** The encodings of a string in JSON, URLs, forms and Base64's second alphabet. */
function encodings(text: string): string[] {
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
