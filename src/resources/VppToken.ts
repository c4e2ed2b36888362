import type * as pulumi from "@pulumi/pulumi";
import type {
  VppTokenAccountType,
  VppTokenActionResult,
  VppTokenAppDeliveryProtocol,
  VppTokenRevokeLicensesActionResult,
  VppTokenState,
  VppTokenSyncStatus,
} from "../definitions/types";
import { vppToken } from "../definitions/vppToken";
import { CustomResource } from "../pulumi";
import { type AppleTokenArgs, type AppleTokenDeclaration, completeAppleToken, declareAppleToken } from "./appleToken";
import { pauseStackTraces } from "./stackTraces";

/**
 * What a program declares of a VPP token. An argument that is left out is not managed: its value is never sent, never
 * drift, and can be read as an output. Removing an argument stops managing it.
 */
export interface VppTokenArgs extends AppleTokenArgs {
  /** The kind of Apple program: `business` or `education`. Graph: `vppToken.vppTokenAccountType`. */
  vppTokenAccountType?: pulumi.Input<VppTokenAccountType | undefined>;
  /** Beta. The name that administrators see. Graph: `vppToken.displayName`. */
  displayName?: pulumi.Input<string | undefined>;
  /** Beta. Consent to sharing data with Apple; the portal demands `true`. Graph: `vppToken.dataSharingConsentGranted`. */
  dataSharingConsentGranted?: pulumi.Input<boolean | undefined>;
  /**
   * Beta. Whether to take the location over from another MDM that manages it.
   * Graph: `vppToken.claimTokenManagementFromExternalMdm`.
   */
  claimTokenManagementFromExternalMdm?: pulumi.Input<boolean | undefined>;
  /**
   * Beta. The ids of the role scope tags, in any order. An empty list means the default scope tag, `["0"]`.
   * Graph: `vppToken.roleScopeTagIds`.
   */
  roleScopeTagIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /**
   * Beta. How devices get the apps: `default`, `mobileDeviceManagement` or `declarativeDeviceManagement`. Graph lets it be
   * set at creation only, so a change is refused at preview; removing it from the program sends nothing.
   * Graph: `vppToken.appleDeviceAppDeliveryProtocolType` (in the schema of beta since July 2026).
   */
  appleDeviceAppDeliveryProtocolType?: pulumi.Input<VppTokenAppDeliveryProtocol | undefined>;
  /**
   * The version of Microsoft Graph through which the token is managed: `v1.0` or `beta`. Default: the configuration's
   * `intune:apiVersion`, else `v1.0`, or `beta` when a property is declared that only beta has. Asking for `v1.0` together
   * with such a property is an error.
   */
  apiVersion?: pulumi.Input<"v1.0" | "beta" | undefined>;
  /**
   * Whether the token's licenses are revoked before it is deleted; afterwards Intune can't revoke them any more. The
   * delete waits until the revocation is done (at most 30 minutes), and stops when it fails. Default: false.
   */
  revokeLicensesOnDelete?: pulumi.Input<boolean | undefined>;
}

/**
 * An Apple VPP token ("Apps and Books" server token) in Microsoft Intune.
 *
 * Permission: `DeviceManagementServiceConfig.ReadWrite.All` (application or delegated), which is the least privileged one;
 * `DeviceManagementConfiguration.ReadWrite.All` or `DeviceManagementApps.ReadWrite.All` is enough, too.
 * Source: Microsoft Graph, "vppToken resource type".
 *
 * Import: The resource option `import` imports a live token:
 * `new intune.VppToken("london", { countryOrRegion: "gb" }, { import: "<id>" })`. Only what differs is sent; the token's
 * text isn't needed, and is uploaded only when its dates differ from the live one's. The option may stay or go later.
 *
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import * as intune from "pulumi-intune";
 *
 * const config = new pulumi.Config();
 *
 * const london = new intune.VppToken("london", {
 *   token: config.requireSecret("londonVppToken"),
 *   appleId: "vpp@contoso.example",
 *   vppTokenAccountType: "business",
 *   countryOrRegion: "gb",
 *   automaticallyUpdateApps: true,
 * });
 *
 * export const expires = london.expirationDateTime;
 * ```
 */
export class VppToken extends CustomResource {
  /** The organization that the token belongs to. Graph: `vppToken.organizationName`. */
  declare readonly organizationName: pulumi.Output<string | undefined>;
  /** The kind of Apple program. Graph: `vppToken.vppTokenAccountType`. */
  declare readonly vppTokenAccountType: pulumi.Output<VppTokenAccountType | undefined>;
  /** The Managed Apple ID with which the token was downloaded. Graph: `vppToken.appleId`. */
  declare readonly appleId: pulumi.Output<string | undefined>;
  /** The token's text as the program declares it, a secret; undefined where it declares none. */
  declare readonly token: pulumi.Output<string | undefined>;
  /** Whether apps are updated by themselves. Graph: `vppToken.automaticallyUpdateApps`. */
  declare readonly automaticallyUpdateApps: pulumi.Output<boolean | undefined>;
  /** The App Store that the apps' metadata comes from, two letters. Graph: `vppToken.countryOrRegion`. */
  declare readonly countryOrRegion: pulumi.Output<string | undefined>;
  /** Beta. The name that administrators see. Graph: `vppToken.displayName`. */
  declare readonly displayName: pulumi.Output<string | undefined>;
  /** Beta. Consent to sharing data with Apple. Graph: `vppToken.dataSharingConsentGranted`. */
  declare readonly dataSharingConsentGranted: pulumi.Output<boolean | undefined>;
  /** Beta. Whether the location was to be taken over. Graph: `vppToken.claimTokenManagementFromExternalMdm`. */
  declare readonly claimTokenManagementFromExternalMdm: pulumi.Output<boolean | undefined>;
  /** Beta. The ids of the role scope tags. Graph: `vppToken.roleScopeTagIds`. */
  declare readonly roleScopeTagIds: pulumi.Output<string[] | undefined>;
  /** Beta. How devices get the apps. Graph: `vppToken.appleDeviceAppDeliveryProtocolType`. */
  declare readonly appleDeviceAppDeliveryProtocolType: pulumi.Output<VppTokenAppDeliveryProtocol | undefined>;
  /** When the token expires, ISO 8601 in UTC. Intune's date lags a little behind a renewal. Graph: `vppToken.expirationDateTime`. */
  declare readonly expirationDateTime: pulumi.Output<string>;
  /** What Intune thinks of the token. Graph: `vppToken.state`. */
  declare readonly state: pulumi.Output<VppTokenState>;
  /** When Intune last synced with Apple, ISO 8601 in UTC. Graph: `vppToken.lastSyncDateTime`. */
  declare readonly lastSyncDateTime: pulumi.Output<string | undefined>;
  /** How the last sync went. Graph: `vppToken.lastSyncStatus`. */
  declare readonly lastSyncStatus: pulumi.Output<VppTokenSyncStatus>;
  /**
   * When the entity was last changed by anybody, ISO 8601 in UTC; Intune's own syncs change it as well.
   * Graph: `vppToken.lastModifiedDateTime`.
   */
  declare readonly lastModifiedDateTime: pulumi.Output<string>;
  /**
   * When this stack last wrote the token, ISO 8601 in UTC: the `lastModifiedDateTime` that Intune gave after the stack's last
   * write. Syncs, Intune itself and other people leave it unchanged. Undefined as long as the stack has written nothing, and
   * unknown at preview when a write is to come. Use it as a trigger for what is to follow a change.
   */
  declare readonly lastAppliedDateTime: pulumi.Output<string | undefined>;
  /** Beta. The location's name at Apple. Graph: `vppToken.locationName`. */
  declare readonly locationName: pulumi.Output<string | undefined>;
  /**
   * Beta. How many apps the last sync found. Often absent: Graph's schema doesn't have it. Graph: `vppToken.lastAppCount`.
   */
  declare readonly lastAppCount: pulumi.Output<number | undefined>;
  /** Beta. What became of actions on the token. Graph: `vppToken.tokenActionResults`. */
  declare readonly tokenActionResults: pulumi.Output<
    (VppTokenActionResult | VppTokenRevokeLicensesActionResult)[] | undefined
  >;

  /**
   * Declares a VPP token.
   *
   * @param name The name of the resource in the stack; Intune doesn't see it.
   * @param args What is to be true of the token.
   * @param opts Pulumi's resource options. `{ import: id }` imports the live token of that id: only what differs is sent,
   *   and the token's text only when its dates differ from the live one's. It may stay in the program or be removed later.
   */
  constructor(name: string, args: VppTokenArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const resume = pauseStackTraces();
    let declaration: AppleTokenDeclaration;
    try {
      declaration = declareAppleToken("VppToken", vppToken, name, args, opts);
      super("pulumi-nodejs:dynamic/intune:VppToken", name, declaration.inputs, declaration.opts);
    } catch (error) {
      throw resume(error);
    }
    resume();
    completeAppleToken(this, declaration);
  }

  /**
   * Reads a token that something else manages.
   *
   * @param name The name of the resource in the stack.
   * @param id The id of the entity in Intune.
   * @param opts Pulumi's resource options.
   * @param args Through which connection and version of Graph it is read.
   * @returns The token's outputs; nothing in Intune is ever changed. The deployment fails when there is no such token.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
    args: Pick<VppTokenArgs, "connection" | "apiVersion"> = {},
  ): VppToken {
    return new VppToken(name, args, { ...opts, id });
  }
}
