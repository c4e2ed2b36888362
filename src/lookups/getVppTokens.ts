import type * as pulumi from "@pulumi/pulumi";
import type { VppTokenEntity } from "../definitions/types";
import { output } from "../pulumi";
import { afterResources } from "./afterResources";
import { lookup } from "./lookup";
import type { LookupInputs, LookupOptions, LookupOutputOptions } from "./options";

/** Where to ask for tokens. */
export interface GetVppTokensArgs extends LookupOptions {}

/** The arguments of `getVppTokensOutput`. */
export type GetVppTokensOutputArgs = LookupInputs<GetVppTokensArgs>;

/**
 * Looks up all VPP tokens of the tenant, from all pages of Graph's list.
 *
 * Graph's v1.0 is asked, and beta when `apiVersion` (the argument, or the configuration's key) says so. What is marked
 * "Beta only" in VppTokenEntity is in an answer from beta alone.
 *
 * Permission: `DeviceManagementServiceConfig.Read.All` (application or delegated).
 * Source: Microsoft Graph, "List vppTokens".
 *
 * ```ts
 * import * as intune from "pulumi-intune";
 *
 * async function main() {
 *   for (const { displayName, state, expirationDateTime } of await intune.getVppTokens({ apiVersion: "beta" })) {
 *     console.log(displayName, state, expirationDateTime);
 *   }
 * }
 * main();
 * ```
 *
 * It asks at preview, too. In a plain Node script, like this one, the connection comes from environment variables alone
 * (`INTUNE_TENANT_ID` …).
 *
 * @param args Where to ask.
 * @returns The tokens, without their texts, in Graph's order; none is an empty list.
 * @throws pulumi.RunError when the arguments or the connection's settings don't fit, or when Graph refuses.
 */
export function getVppTokens(args: GetVppTokensArgs = {}): Promise<VppTokenEntity[]> {
  return lookup("getVppTokens", ({ listVppTokens }, open) => listVppTokens(args ?? {}, open));
}

/**
 * `getVppTokens` for arguments that are outputs of something else. Nothing is asked while one of them is unknown.
 *
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import * as intune from "pulumi-intune";
 *
 * const config = new pulumi.Config();
 * const london = new intune.VppToken("london", { token: config.requireSecret("londonVppToken") });
 *
 * export const expiries = intune
 *   .getVppTokensOutput({}, { dependsOn: london })
 *   .apply((tokens) => tokens.map(({ expirationDateTime }) => expirationDateTime));
 * ```
 *
 * @param args Where to ask.
 * @param opts What has to be there before.
 * @returns The tokens, without their texts. The deployment fails for the reasons for which `getVppTokens` does.
 */
export function getVppTokensOutput(
  args: GetVppTokensOutputArgs = {},
  opts?: LookupOutputOptions,
): pulumi.Output<VppTokenEntity[]> {
  return afterResources(output(args), opts).apply((known) => getVppTokens(known));
}
