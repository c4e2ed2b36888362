import { printableLines } from "../displayText";
import { toUserError } from "../errors";
import type { Connections } from "../graph/connections";
import type { OpenTenant } from "../provider/lookup/lookups";
import * as pulumi from "../pulumi";

type Lookups = typeof import("../provider/lookup/lookups");

/** Loaded when first asked: a program that looks nothing up needs none of it, and one that is refused nothing of Graph. */
const lookups = (): Lookups => require("../provider/lookup/lookups");
const tenants = (): typeof import("../provider/lookup/tenant") => require("../provider/lookup/tenant");
const graph = (): typeof import("../graph/connections") => require("../graph/connections");

/** A program signs in once for all of its lookups. */
let connections: Connections | undefined;

/**
 * Does a lookup with the configuration of the stack; in a plain script there is none. What goes wrong ends in an error that
 * Pulumi shows without a stack trace.
 * @param name The function that the program called, for the message.
 */
export async function lookup<T>(name: string, work: (lookups: Lookups, open: OpenTenant) => Promise<T>): Promise<T> {
  try {
    return await work(lookups(), (namespace) => {
      connections ??= new (graph().Connections)(process.env);
      // Gives secrets as plain texts, too, which is what a credential has to be.
      return tenants().tenantOf(connections.from(pulumi.getConfig, namespace));
    });
  } catch (error) {
    throw quiet(new pulumi.RunError(`${name}: ${printableLines(toUserError(error).message)}`));
  }
}

/** A plain script that doesn't catch an error shows its stack, and frames from within here help nobody. */
function quiet(error: Error): Error {
  error.stack = `${error.name}: ${error.message}`;
  return error;
}
