/**
 * Characters that a reader doesn't see but that steer a terminal, a log or the order in which text is read: control
 * characters (ESC begins an ANSI sequence), line separators, direction marks, zero-width characters, the byte order
 * mark, tags, and halves of surrogate pairs.
 */
const steering = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u2065]/gu;

/** Text from elsewhere on one line: every character that could steer what shows it is shown as U+FFFD. */
export function printable(text: string): string {
  return text.replace(steering, "\uFFFD");
}

/** The same for text of several lines. */
export function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}

/** Intune's own names are at most 256 characters long; a reader knows a token by far fewer. */
const longest = 100;

/** The text's first 100 characters, with an ellipsis in place of the rest. */
export function shortened(text: string): string {
  // A cut through a surrogate pair would leave half a character.
  const characters = text.length > longest ? [...text.slice(0, 2 * longest + 1)] : [];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : text;
}

/** A name from elsewhere as a person reads it in a table, on a page or in a message. */
export function displayText(text: string): string {
  return shortened(printable(text));
}

/** A value as JSON that is as safe to show as to parse: of every character that could steer, only the code is written. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu, escaped);
}

function escaped(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
