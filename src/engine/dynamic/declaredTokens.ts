import type { DeclaredToken } from "../../provider/run/programRoster";

// A program's process loads this file, so it loads nothing itself.

const digestLength = 12;

/** Programs of more tokens tell none: each resource brings the tokens of all. */
const mostDeclared = 250;

/** Tokens as one short string; those of which nothing is known are left out. */
export function writeDeclared(
  tokens: readonly { readonly name: string; readonly index: number; readonly fingerprint?: string }[],
): string {
  if (tokens.length > mostDeclared) return "";
  return tokens
    .flatMap(({ name, index, fingerprint }) =>
      fingerprint === undefined ? [] : [`${index} ${fingerprint.slice(0, digestLength)} ${name}`],
    )
    .join("\n");
}

export function readDeclared(text: unknown): DeclaredToken[] {
  if (typeof text !== "string") return [];
  return text.split("\n").flatMap((line) => {
    const [found, index, digest = "", name = ""] = /^(\d+) ([0-9a-f]{12}) (.*)$/.exec(line) ?? [];
    return found === undefined ? [] : [{ index: Number(index), digest, name }];
  });
}
