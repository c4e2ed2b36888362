import type { VppTokenEntity } from "../../definitions/types";

/** A live token and its names in a program. No two tokens of a program share a name. */
export interface NamedToken {
  readonly token: VppTokenEntity;
  /** The resource's name in the stack, for example `london`. */
  readonly resourceName: string;
  /** The constant in the program, and the configuration key of the token: `londonVppToken`. */
  readonly configKey: string;
}

/** Names tokens after their display names or the like, in alphabetical order: the same tenant gives the same names. */
export function nameTokens(tokens: readonly VppTokenEntity[]): NamedToken[] {
  const sorted = tokens
    .map((token) => ({ token, words: nameWords(token) }))
    .sort((a, b) => compare(a.words.join(" "), b.words.join(" ")) || compare(a.token.id, b.token.id));
  const taken = new Set<string>();
  return sorted.map(({ token, words }) => {
    for (let number = 1; ; number++) {
      const resourceName = resourceNameFrom(words, number);
      const configKey = configKeyFrom(words, number);
      if (taken.has(resourceName) || taken.has(configKey)) continue;
      taken.add(resourceName).add(configKey);
      return { token, resourceName, configKey };
    }
  });
}

function nameWords({ displayName, locationName, appleId, organizationName }: VppTokenEntity): readonly string[] {
  const candidates = [displayName, locationName, appleId?.split("@")[0], organizationName].map(asciiWords);
  return candidates.find((words) => words.length > 0) ?? [];
}

/** Enough words to tell tokens apart. A whole sentence makes a poor name. */
const maxWords = 8;
/** A word of 5,000 letters makes a poor name as well. */
const maxWordLength = 40;

/** Latin letters that Unicode doesn't decompose into a letter of a-z and a mark. */
const transliterations: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  ı: "i",
};

/** Returns the words of a text in a-z and 0-9, which no shell has to quote; none when these letters can't spell it. */
function asciiWords(text = ""): readonly string[] {
  const plain = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}\p{Lm}'’]/gu, "")
    .replace(/\p{L}/gu, (letter) => transliterations[letter] ?? letter);
  if (/(?![a-z])\p{L}/u.test(plain)) return [];
  const words: string[] = plain.match(/[a-z0-9]+/g) ?? [];
  // The configuration key ends with these words anyway.
  while (words.at(-1) === "vpp" || words.at(-1) === "token") words.pop();
  return words.slice(0, maxWords).map((word) => word.slice(0, maxWordLength));
}

function resourceNameFrom(words: readonly string[], number: number): string {
  return [...(words.length > 0 ? words : ["vpp", "token"]), ...numberSuffix(number)].join("-");
}

/** Always ends with `VppToken`, so that it is never a reserved word. */
function configKeyFrom(words: readonly string[], number: number): string {
  const [first = "", ...others] = [...words, "vpp", "token", ...numberSuffix(number)];
  const name = [first, ...others.map(capitalize)].join("");
  return /^\d/.test(name) ? `_${name}` : name;
}

function numberSuffix(number: number): string[] {
  return number === 1 ? [] : [String(number)];
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
