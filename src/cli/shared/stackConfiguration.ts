import { UserError } from "../../errors";
import type { Configuration } from "../../graph/connections";
import { isObject, parsed } from "../../json";
import { type PulumiFailure, reasonsOf, runPulumi } from "./pulumi";

/**
 * Reads the configuration of a stack of the Pulumi project in the current folder, with its secrets. The Pulumi CLI reads it,
 * because only the CLI knows the project's backend and the stack's secrets provider.
 * @throws UserError when the CLI isn't installed or can't read it; the message holds Pulumi's own reason
 */
export async function readStackConfiguration(stack: string): Promise<Configuration> {
  try {
    return parseConfiguration(await runPulumi(["config", "--json", "--show-secrets", "--stack", stack]));
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
export function readFailureMessage(stack: string, failure: PulumiFailure): string {
  if (failure.code === "ENOENT") {
    return "--stack needs the Pulumi CLI, and there is no `pulumi` on the PATH: install it, or give the credential in environment variables.";
  }
  return `The configuration of the stack "${stack}" can't be read. \`pulumi config\` says: ${reasonsOf(failure)}`;
}
