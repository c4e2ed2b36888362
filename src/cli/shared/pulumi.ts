import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** How a run of the Pulumi CLI failed. */
export interface PulumiFailure {
  /** The exit code, or ENOENT when there is no `pulumi` on the PATH. */
  readonly code?: unknown;
  readonly signal?: unknown;
  readonly stderr?: unknown;
  /** May hold secrets, so it is never shown. */
  readonly stdout?: unknown;
}

/**
 * Runs the Pulumi CLI from the PATH in the current folder, without questions, and returns its standard output.
 * @throws PulumiFailure
 */
export async function runPulumi(args: readonly string[]): Promise<string> {
  const options = { maxBuffer: 64 * 1024 * 1024 };
  const running = promisify(execFile)("pulumi", [...args, "--non-interactive", "--color", "never"], options);
  running.child.stdin?.end();
  return (await running).stdout;
}

/** Returns Pulumi's own reasons for a failure, or how it ended when it gave none. */
export function reasonsOf({ code, signal, stderr }: PulumiFailure): string {
  const lines = String(stderr ?? "").split("\n");
  const reasons = lines.map((line) => /^error: (.*)/.exec(line.trim())?.[1]).filter((line) => line !== undefined);
  return reasons.join("; ") || `it ended with ${String(code ?? signal)}`;
}
