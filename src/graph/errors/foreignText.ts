import { printable } from "../../displayText";
import type { Redact } from "./redact";

/** Longer messages and names of a service are cut: the reason stands at the beginning, if there is one. */
const maxTextLength = 1000;

/** What is looked at of a text at most, so that cleaning and redacting it take a bounded time. */
const maxInputLength = 100_000;

/** A sequence by which a control character steers a terminal: colors, the cursor. */
const steering = /\p{Cc}\[[0-?]*[ -/]*[@-~]/gu;

/** Cuts a text to so many UTF-16 units, ending in an ellipsis; no character is cut in half. */
export function cut(text: string, maxLength: number = maxTextLength): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength - 1).replace(/\p{Cs}$/u, "")}…`;
}

/**
 * Makes a text of a service fit for one line of a message, a log or a page: on one line, without what can't be printed.
 * It is still as long as it was, so that secrets can be found in it: see `cut`.
 */
export function cleaned(text: string): string {
  const line = text.slice(0, maxInputLength).replace(/\s+/g, " ");
  return printable(line.replace(steering, "")).trim();
}

/** A text of a service as a message quotes it: `cleaned` and `cut`. */
export function foreignText(text: string, maxLength: number = maxTextLength): string {
  return cut(cleaned(text), maxLength);
}

/** A string from the service that may be shown: cleaned, without the secrets, and cut. The order matters. */
export function quoteForeign(text: string, redact: Redact, maxLength?: number): string {
  return cut(redact(cleaned(text)), maxLength);
}
