import { printable } from "../displayText";

/** Longer messages and names of a service are cut: the reason stands at the beginning, if there is one. */
const longestText = 1000;

/** What is looked at of a text at most, so that cleaning and redacting it take a bounded time. */
const longestReading = 100_000;

/** A sequence by which a control character steers a terminal: colors, the cursor. */
const steering = /\p{Cc}\[[0-?]*[ -/]*[@-~]/gu;

/** Cuts a text to so many UTF-16 units, ending in an ellipsis; no character is cut in half. */
export function cut(text: string, longest: number = longestText): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/\p{Cs}$/u, "")}…`;
}

/**
 * Makes a text of a service fit for one line of a message, a log or a page: on one line, without what can't be printed.
 * It is still as long as it was, so that secrets can be found in it: see `cut`.
 */
export function cleaned(text: string): string {
  const line = text.slice(0, longestReading).replace(/\s+/g, " ");
  return printable(line.replace(steering, "")).trim();
}

/** A text of a service as a message quotes it: `cleaned` and `cut`. */
export function foreignText(text: string, longest: number = longestText): string {
  return cut(cleaned(text), longest);
}
