import type * as pulumi from "@pulumi/pulumi";
import type { VppTokenEntity } from "../definitions/types";
import { output } from "../pulumi";
import { afterResources } from "./afterResources";
import { lookup } from "./lookup";
import type { LookupInputs, LookupOptions, LookupOutputOptions } from "./options";

/** Which token to look up. At least one criterion is needed; of several, the token has to fit all. */
export interface GetVppTokenArgs extends LookupOptions {
  /** The id of the entity in Intune. */
  readonly id?: string | undefined;
  /** The name that administrators gave the token. It needs Graph's beta. Graph: `vppToken.displayName`. */
  readonly displayName?: string | undefined;
  /** The Managed Apple ID with which the token was downloaded. Graph: `vppToken.appleId`. */
  readonly appleId?: string | undefined;
  /** The organization that the token belongs to. Graph: `vppToken.organizationName`. */
  readonly organizationName?: string | undefined;
}

/** The arguments of `getVppTokenOutput`. */
export type GetVppTokenOutputArgs = LookupInputs<GetVppTokenArgs>;

/**
 * Looks up a VPP token that is in Intune already: by its id, or as the only one with a `displayName`, an `appleId` or an
 * `organizationName`. Ids and Apple IDs are compared without case, names with it.
 *
 * Graph's v1.0 is asked, and beta when `displayName` is a criterion or `apiVersion` (the argument, or the configuration's
 * key) says so. What is marked "Beta only" in VppTokenEntity is in an answer from beta alone.
 *
 * Permission: `DeviceManagementServiceConfig.Read.All` (application or delegated).
 * Source: Microsoft Graph, "Get vppToken" and "List vppTokens".
 *
 * ```ts
 * import * as intune from "pulumi-intune";
 *
 * export = async () => {
 *   const london = await intune.getVppToken({ displayName: "London" });
 *   return { expires: london.expirationDateTime };
 * };
 * ```
 *
 * It asks at preview, too. For a token that the same program creates, use the resource's outputs, or `getVppTokenOutput`
 * with `dependsOn`. In a plain Node script the connection comes from environment variables alone (`INTUNE_TENANT_ID` …).
 *
 * @param args What the token is known by, and where to ask.
 * @returns The token, without its text, which Intune never gives back.
 * @throws pulumi.RunError when no token or several fit (it lists the candidates with id, name and Apple ID), when the
 * arguments or the connection's settings don't fit, or when Graph refuses.
 */
export function getVppToken(args: GetVppTokenArgs): Promise<VppTokenEntity> {
  return lookup("getVppToken", ({ findVppToken }, open) => findVppToken(args ?? {}, open));
}

/**
 * `getVppToken` for arguments that are outputs of something else. Nothing is asked while one of them is unknown.
 *
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import * as intune from "pulumi-intune";
 *
 * const organization = new pulumi.StackReference("contoso/directory/prod");
 * const token = intune.getVppTokenOutput({ appleId: organization.requireOutput("vppAppleId") });
 *
 * export const expires = token.expirationDateTime;
 * ```
 *
 * @param args What the token is known by, and where to ask.
 * @param opts What has to be there before.
 * @returns The token, without its text. The deployment fails for the reasons for which `getVppToken` does.
 */
export function getVppTokenOutput(
  args: GetVppTokenOutputArgs,
  opts?: LookupOutputOptions,
): pulumi.Output<VppTokenEntity> {
  return afterResources(output(args), opts).apply((known) => getVppToken(known));
}
