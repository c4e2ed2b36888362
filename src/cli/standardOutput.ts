import { exitCodes } from "./exitCodes";

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
