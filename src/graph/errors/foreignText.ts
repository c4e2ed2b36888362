import { printable } from "../../displayText";
import type { Redact } from "./redact";

/** Longer messages and names from a service are cut: the reason comes first, if there is one. */
const maxTextLength = 1000;

/** Only so much of a string is read, so that cleaning and redacting it take a bounded time. */
const maxInputLength = 100_000;

/** A sequence by which a control character steers a terminal: colors, the cursor. */
const terminalSequence = /\p{Cc}\[[0-?]*[ -/]*[@-~]/gu;

/** Cuts a string to so many UTF-16 units, ending in an ellipsis; no character is cut in half. */
export function cut(text: string, maxLength: number = maxTextLength): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength - 1).replace(/\p{Cs}$/u, "")}…`;
}

/**
 * Prepares a string from a service for a message, a log or a page: on one line, without unprintable characters.
 * It isn't cut yet, so that secrets can be found in it: see `cut`.
 */
export function cleaned(text: string): string {
  const line = text.slice(0, maxInputLength).replace(/\s+/g, " ");
  return printable(line.replace(terminalSequence, "")).trim();
}

/** A string from a service as a message quotes it: `cleaned` and `cut`. */
export function foreignText(text: string, maxLength: number = maxTextLength): string {
  return cut(cleaned(text), maxLength);
}

/** A string from the service that may be shown: cleaned, without the secrets, and cut. The order matters. */
export function quoteForeign(text: string, redact: Redact, maxLength?: number): string {
  return cut(redact(cleaned(text)), maxLength);
}
