import { InvalidArgumentError } from "commander";

/** The command's exit codes. */
export const exitCodes = {
  /** The command succeeded, and found nothing that needs attention. */
  done: 0,
  /** A check failed. */
  attention: 1,
  /** The command failed, or the command line is invalid. */
  failed: 2,
} as const;

const failures = "no credential, a refusal by Microsoft Graph, or a command line that isn't understood";

/** Describes the exit codes of a subcommand, for --help. */
export function exitCodeHelp(done: string, attention?: string, failed: string = failures): string {
  const lines = [
    `${exitCodes.done}  ${done}`,
    ...(attention === undefined ? [] : [`${exitCodes.attention}  ${attention}`]),
    `${exitCodes.failed}  ${failed}`,
  ];
  return `Exit codes:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}

/** Parses an option's value from 0 to 999999 without a fraction. @throws InvalidArgumentError */
export function parseWholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError("It takes a whole number from 0 to 999999.");
  return Number(text);
}
