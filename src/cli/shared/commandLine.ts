import { InvalidArgumentError } from "commander";

/** What the command's exit codes mean. */
export const exitCodes = {
  /** All was done, and nothing was found that asks for attention. */
  done: 0,
  /** What was checked doesn't hold. */
  attention: 1,
  /** It could not be done, or the command line is not understood. */
  failed: 2,
} as const;

const failures = "no credential, a refusal by Microsoft Graph, or a command line that isn't understood";

/** The exit codes of a subcommand, for its --help. */
export function exitCodeHelp(done: string, attention?: string, failed: string = failures): string {
  const lines = [
    `${exitCodes.done}  ${done}`,
    ...(attention === undefined ? [] : [`${exitCodes.attention}  ${attention}`]),
    `${exitCodes.failed}  ${failed}`,
  ];
  return `Exit codes:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}

/** The number that a command line gives: 0 or more, without a fraction. */
export function parseWholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError("It takes a whole number from 0 to 999999.");
  return Number(text);
}
