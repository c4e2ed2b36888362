import { printableLines } from "../displayText";
import { toUserError } from "../errors";
import * as pulumi from "../pulumi";
import type { Tenant } from "./tenant";

/** Loaded when first asked: a program that looks nothing up needs nothing of the Graph layer. */
const lazily = (): typeof import("./tenant") => require("./tenant");

/** Opens the tenant of a connection, with the stack's configuration; in a plain script there is none. */
export type OpenTenant = (connection: string | undefined) => Tenant;

/**
 * Does a lookup. What goes wrong ends in an error that Pulumi shows without a stack trace.
 * @param name The function that the program called, for the message.
 */
export async function lookup<T>(name: string, work: (open: OpenTenant) => Promise<T>): Promise<T> {
  try {
    // Gives secrets as plain texts, too, which is what a credential has to be.
    return await work((connection) => lazily().tenantOf(pulumi.getConfig, connection));
  } catch (error) {
    throw quiet(new pulumi.RunError(`${name}: ${printableLines(toUserError(error).message)}`));
  }
}

/** A plain script that doesn't catch an error shows its stack, and frames from within here help nobody. */
function quiet(error: Error): Error {
  error.stack = `${error.name}: ${error.message}`;
  return error;
}
