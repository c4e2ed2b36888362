import { writeFileSync } from "node:fs";
import { styleText } from "node:util";
import { UserError } from "../../provider/userError";
import { exitCodes } from "./commandLine";

/** Writes to standard output and waits until that is done, so that nobody is told so before. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text, (error) => {
      // Any other failure ends the command, below: there is nothing to go on with.
      if (!error || isBrokenPipe(error)) resolve();
    });
  });
}

/** Ends the command in words when its standard output can't be written, whatever writes to it. */
export function exitOnOutputError(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (isBrokenPipe(error)) return;
    // Not by `exitCode`, which who writes may set once more.
    process.stderr.write(`error: standard output can't be written (${error.code ?? "unknown reason"}).\n`, () =>
      process.exit(exitCodes.failed),
    );
  });
}

/** A reader that has seen enough, such as `head`, is no failure. */
function isBrokenPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === "EPIPE";
}

/** Writes a file that isn't there yet, or that may be overwritten. @throws UserError when it can't */
export function writeFile(path: string, text: string, { force }: { readonly force: boolean }): void {
  try {
    writeFileSync(path, text, { flag: force ? "w" : "wx" });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST") {
      throw new UserError(`${path} is there already: write to another file, or add --force to overwrite it.`);
    }
    throw new UserError(`${path} can't be written${code === undefined ? "" : ` (${code})`}: nothing was written.`);
  }
}

/** Puts a text into a color, or leaves it as it is. */
export type Colorize = (color: "red" | "yellow" | "green" | "bold", text: string) => string;

export const noColor: Colorize = (_, text) => text;

/** Colours for what is written to the stream: on a terminal only, and never against NO_COLOR, as Node itself decides. */
export function colorizeFor(stream: NodeJS.WritableStream): Colorize {
  return (color, text) => styleText(color, text, { stream });
}
