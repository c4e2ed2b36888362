import { InvalidArgumentError } from "commander";

/** The number that a command line gives: 0 or more, without a fraction. */
export function parseWholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError("It takes a whole number from 0 to 999999.");
  return Number(text);
}
