import type * as pulumi from "@pulumi/pulumi";
import type { VppTokenLicenseSummary } from "../definitions/types";
import { output } from "../pulumi";
import { afterResources } from "./afterResources";
import { lookup } from "./lookup";
import type { LookupInputs, LookupOptions, LookupOutputOptions } from "./options";

/** Which app's licenses to look up. */
export interface GetVppTokenLicensesArgs extends LookupOptions {
  /** The app's bundle id at Apple, for example `com.apple.Pages`. */
  readonly bundleId: string;
}

/** The arguments of `getVppTokenLicensesOutput`. */
export type GetVppTokenLicensesOutputArgs = LookupInputs<GetVppTokenLicensesArgs>;

/**
 * Looks up how many licenses of an app each VPP token of the tenant has. Only Graph's beta knows: `apiVersion` in the
 * configuration must not say `v1.0`, unless the argument says `beta`.
 *
 * Permission: `DeviceManagementServiceConfig.Read.All` (application or delegated).
 * Source: Microsoft Graph (beta), "getLicensesForApp function".
 *
 * ```ts
 * import * as intune from "pulumi-intune";
 *
 * export = async () => {
 *   const licenses = await intune.getVppTokenLicenses({ bundleId: "com.apple.Pages" });
 *   return { available: licenses.reduce((sum, { availableLicenseCount = 0 }) => sum + availableLicenseCount, 0) };
 * };
 * ```
 *
 * It asks at preview, too. In a plain Node script the connection comes from environment variables alone
 * (`INTUNE_TENANT_ID` …).
 *
 * @param args Which app, and where to ask.
 * @returns One summary for each token that has the app; none is an empty list.
 * @throws pulumi.RunError when the arguments or the connection's settings don't fit, or when Graph refuses.
 */
export function getVppTokenLicenses(args: GetVppTokenLicensesArgs): Promise<VppTokenLicenseSummary[]> {
  return lookup("getVppTokenLicenses", ({ listVppTokenLicenses }, open) => listVppTokenLicenses(args ?? {}, open));
}

/**
 * `getVppTokenLicenses` for arguments that are outputs of something else. Nothing is asked while one of them is unknown.
 *
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import * as intune from "pulumi-intune";
 *
 * const config = new pulumi.Config();
 * const london = new intune.VppToken("london", { token: config.requireSecret("londonVppToken") });
 *
 * export const licenses = intune.getVppTokenLicensesOutput({ bundleId: "com.apple.Pages" }, { dependsOn: london });
 * ```
 *
 * @param args Which app, and where to ask.
 * @param opts What has to be there before.
 * @returns The summaries. The deployment fails for the reasons for which `getVppTokenLicenses` does.
 */
export function getVppTokenLicensesOutput(
  args: GetVppTokenLicensesOutputArgs,
  opts?: LookupOutputOptions,
): pulumi.Output<VppTokenLicenseSummary[]> {
  return afterResources(output(args), opts).apply((known) => getVppTokenLicenses(known));
}
