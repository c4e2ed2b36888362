import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { UserError } from "../../errors";
import type { Configuration } from "../../graph/connections";
import { isObject, parsed } from "../../json";

/**
 * Reads the configuration of a stack of the Pulumi project in the current folder, with its secrets. The Pulumi CLI reads it,
 * because only the CLI knows the project's backend and the stack's secrets provider.
 * @throws UserError when the CLI isn't installed or can't read it; the message holds Pulumi's own reason
 */
export async function readStackConfiguration(stack: string): Promise<Configuration> {
  const args = ["config", "--json", "--show-secrets", "--stack", stack, "--non-interactive", "--color", "never"];
  const running = promisify(execFile)("pulumi", args, { maxBuffer: 64 * 1024 * 1024 });
  running.child.stdin?.end();
  try {
    const { stdout } = await running;
    return parseConfiguration(stdout);
  } catch (error) {
    throw new UserError(readFailureMessage(stack, isObject(error) ? error : {}));
  }
}

/** Parses the output of `pulumi config --json`: an object of keys such as `intune:tenantId`, each with its value. */
export function parseConfiguration(json: string): Configuration {
  const content = parsed(json);
  const values = isObject(content) ? content : {};
  return (key) => {
    const entry = Object.hasOwn(values, key) ? values[key] : undefined;
    return isObject(entry) && typeof entry.value === "string" ? entry.value : undefined;
  };
}

/** Returns one sentence that says why a stack can't be read. It leaves out stdout, which may hold secrets. */
export function readFailureMessage(stack: string, failure: Readonly<Record<string, unknown>>): string {
  if (failure.code === "ENOENT") {
    return "--stack needs the Pulumi CLI, and there is no `pulumi` on the PATH: install it, or give the credential in environment variables.";
  }
  const lines = String(failure.stderr ?? "").split("\n");
  const reasons = lines.map((line) => /^error: (.*)/.exec(line.trim())?.[1]).filter((line) => line !== undefined);
  const reason = reasons.join("; ") || `it ended with ${String(failure.code ?? failure.signal)}`;
  return `The configuration of the stack "${stack}" can't be read. \`pulumi config\` says: ${reason}`;
}
