import type * as pulumi from "@pulumi/pulumi";
import type { VppTokenEntity, VppTokenLicenseSummary } from "../definitions/types";
import { packageVersion } from "../packageVersion";
import { RunError } from "../pulumi";
import type { GetVppTokenArgs, GetVppTokenOutputArgs } from "./getVppToken";
import type { GetVppTokenLicensesArgs, GetVppTokenLicensesOutputArgs } from "./getVppTokenLicenses";
import type { GetVppTokensArgs, GetVppTokensOutputArgs } from "./getVppTokens";

/**
 * Looks up a VPP token that is in Intune already, through the plugin: by its id, or as the only one with a `displayName`, an
 * `appleId` or an `organizationName`. It asks at preview, too.
 *
 * @param args What the token is known by, and where to ask.
 * @param opts Pulumi's options of an invoke, `provider` among them.
 * @returns The token, without its text, which Intune never gives back.
 * @throws pulumi.RunError when no token or several fit, when the arguments or the connection's settings don't fit, or when Graph
 * refuses.
 */
export function getVppToken(args: GetVppTokenArgs, opts?: pulumi.InvokeOptions): Promise<VppTokenEntity> {
  return ask("getVppToken", args, opts);
}

/**
 * `getVppToken` for arguments that are outputs of something else. Nothing is asked while one of them is unknown.
 *
 * @param args What the token is known by, and where to ask.
 * @param opts Pulumi's options of an invoke, `dependsOn` and `provider` among them.
 * @returns The token, without its text. The deployment fails for the reasons for which `getVppToken` does.
 */
export function getVppTokenOutput(
  args: GetVppTokenOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<VppTokenEntity> {
  return askOutput("getVppToken", args, opts);
}

/**
 * Looks up all VPP tokens of the tenant, through the plugin, from all pages of Graph's list. It asks at preview, too.
 *
 * @param args Where to ask.
 * @param opts Pulumi's options of an invoke, `provider` among them.
 * @returns The tokens, without their texts, in Graph's order; none is an empty list.
 * @throws pulumi.RunError when the arguments or the connection's settings don't fit, or when Graph refuses.
 */
export async function getVppTokens(
  args: GetVppTokensArgs = {},
  opts?: pulumi.InvokeOptions,
): Promise<VppTokenEntity[]> {
  return (await ask<{ tokens: VppTokenEntity[] }>("getVppTokens", args, opts)).tokens;
}

/**
 * `getVppTokens` for arguments that are outputs of something else. Nothing is asked while one of them is unknown.
 *
 * @param args Where to ask.
 * @param opts Pulumi's options of an invoke, `dependsOn` and `provider` among them.
 * @returns The tokens, without their texts. The deployment fails for the reasons for which `getVppTokens` does.
 */
export function getVppTokensOutput(
  args: GetVppTokensOutputArgs = {},
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<VppTokenEntity[]> {
  return askOutput<{ tokens: VppTokenEntity[] }>("getVppTokens", args, opts).apply(({ tokens }) => tokens);
}

/**
 * Looks up how many licenses of an app each VPP token of the tenant has, through the plugin. Only Graph's beta knows. It asks at
 * preview, too.
 *
 * @param args Which app, and where to ask.
 * @param opts Pulumi's options of an invoke, `provider` among them.
 * @returns One summary for each token that has the app; none is an empty list.
 * @throws pulumi.RunError when the arguments or the connection's settings don't fit, or when Graph refuses.
 */
export async function getVppTokenLicenses(
  args: GetVppTokenLicensesArgs,
  opts?: pulumi.InvokeOptions,
): Promise<VppTokenLicenseSummary[]> {
  return (await ask<{ licenses: VppTokenLicenseSummary[] }>("getVppTokenLicenses", args, opts)).licenses;
}

/**
 * `getVppTokenLicenses` for arguments that are outputs of something else. Nothing is asked while one of them is unknown.
 *
 * @param args Which app, and where to ask.
 * @param opts Pulumi's options of an invoke, `dependsOn` and `provider` among them.
 * @returns The summaries. The deployment fails for the reasons for which `getVppTokenLicenses` does.
 */
export function getVppTokenLicensesOutput(
  args: GetVppTokenLicensesOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<VppTokenLicenseSummary[]> {
  return askOutput<{ licenses: VppTokenLicenseSummary[] }>("getVppTokenLicenses", args, opts).apply(
    ({ licenses }) => licenses,
  );
}

/** Loaded when first asked: a program that looks nothing up needs none of it. */
const invocations = (): typeof import("@pulumi/pulumi/runtime/invoke") => require("@pulumi/pulumi/runtime/invoke");

const tokenOf = (name: string): string => `intune:index:${name}`;

/** What goes wrong ends in an error that Pulumi shows without a stack trace. */
async function ask<T>(name: string, args: object | undefined, opts: pulumi.InvokeOptions | undefined): Promise<T> {
  try {
    return await invocations().invoke(tokenOf(name), { ...args }, { version: packageVersion(), ...opts });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new RunError(message);
  }
}

function askOutput<T>(
  name: string,
  args: object | undefined,
  opts: pulumi.InvokeOutputOptions | undefined,
): pulumi.Output<T> {
  return invocations().invokeOutput<T>(tokenOf(name), { ...args }, { version: packageVersion(), ...opts });
}
