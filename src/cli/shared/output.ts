import { writeFileSync } from "node:fs";
import { styleText } from "node:util";
import { UserError } from "../../errors";
import { exitCodes } from "./commandLine";

/** Writes to standard output and waits until the text is written, so that no message claims it too early. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text, (error) => {
      // `exitOnOutputError` handles any other error, by ending the command.
      if (!error || isBrokenPipe(error)) resolve();
    });
  });
}

/** Ends the command with a message when standard output can't be written, whatever writes to it. */
export function exitOnOutputError(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (isBrokenPipe(error)) return;
    // `process.exitCode` isn't enough, because the command may set it again.
    process.stderr.write(`error: standard output can't be written (${error.code ?? "unknown reason"}).\n`, () =>
      process.exit(exitCodes.failed),
    );
  });
}

/** Whether the reader has closed the pipe. A reader that has read enough, such as `head`, is no error. */
function isBrokenPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === "EPIPE";
}

/** Returns the code of a system error, for example ENOENT; undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && error.code !== undefined ? String(error.code) : undefined;
}

/** Writes a file, and overwrites an existing one only with `force`. @throws UserError when it can't be written */
export function writeFile(path: string, text: string, { force }: { readonly force: boolean }): void {
  try {
    writeFileSync(path, text, { flag: force ? "w" : "wx" });
  } catch (error) {
    const code = errorCode(error);
    if (code === "EEXIST") {
      throw new UserError(`${path} is there already: write to another file, or add --force to overwrite it.`);
    }
    throw new UserError(`${path} can't be written${code === undefined ? "" : ` (${code})`}: nothing was written.`);
  }
}

/** Colors a text, or returns it as it is. */
export type Colorize = (color: "red" | "yellow" | "green" | "bold", text: string) => string;

export const noColor: Colorize = (_, text) => text;

/** Returns colors for a stream: only on a terminal, and not when NO_COLOR is set. Node decides this. */
export function colorizeFor(stream: NodeJS.WritableStream): Colorize {
  return (color, text) => styleText(color, text, { stream });
}
