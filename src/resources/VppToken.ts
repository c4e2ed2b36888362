import * as pulumi from "@pulumi/pulumi";
import { warnWhenExpired } from "./expiryWarning";
import { providerText } from "./providerText";

/** The kind of Apple programme that a token belongs to. Graph: `vppTokenAccountType`. */
export type VppTokenAccountType = "business" | "education";

/** What Intune thinks of a token. Graph: `vppTokenState`. A newer service may answer with another text. */
export type VppTokenState =
  | "unknown"
  | "valid"
  | "expired"
  | "invalid"
  | "assignedToExternalMDM"
  | "duplicateLocationId";

/** How the last sync with Apple went. Graph: `vppTokenSyncStatus`. A newer service may answer with another text. */
export type VppTokenSyncStatus = "none" | "inProgress" | "completed" | "failed";

/**
 * What a program declares of a VPP token. An argument that is left out is not managed: its value is never sent, never
 * drift, and can be read as an output. Removing an argument stops managing it.
 */
export interface VppTokenArgs {
  /**
   * The content of the `.vpptoken` file from Apple Business Manager or Apple School Manager (Base64), for example
   * `config.requireSecret("londonVppToken")` or `readVppTokenFile("london.vpptoken")`. Needed to create a token.
   *
   * It is always a secret. Intune never gives it back: it is compared with the last one sent, and a new one is uploaded
   * to the same entity, so that apps and licences stay. A text that would be uploaded and is malformed or expired is
   * refused at preview. Graph: `vppToken.token`.
   */
  token?: pulumi.Input<string | undefined>;
  /** The organisation that the token belongs to. Default: the one named in the token. Graph: `vppToken.organizationName`. */
  organizationName?: pulumi.Input<string | undefined>;
  /** The kind of Apple programme: `business` or `education`. Graph: `vppToken.vppTokenAccountType`. */
  vppTokenAccountType?: pulumi.Input<VppTokenAccountType | undefined>;
  /** The Managed Apple ID (an e-mail address) with which the token was downloaded. Graph: `vppToken.appleId`. */
  appleId?: pulumi.Input<string | undefined>;
  /** Whether apps bought with the token are updated by themselves on devices. Graph: `vppToken.automaticallyUpdateApps`. */
  automaticallyUpdateApps?: pulumi.Input<boolean | undefined>;
  /**
   * The App Store that the apps' metadata comes from: a country or region of two letters (ISO 3166-1), in either case.
   * A change shows in the apps after the next sync. Graph: `vppToken.countryOrRegion`.
   */
  countryOrRegion?: pulumi.Input<string | undefined>;
  /**
   * The version of Microsoft Graph through which the token is managed: `v1.0` or `beta`. Default: the configuration's
   * `intune:apiVersion`, else `v1.0`.
   */
  apiVersion?: pulumi.Input<"v1.0" | "beta" | undefined>;
}

/**
 * An Apple VPP token ("Apps and Books" server token) in Microsoft Intune.
 *
 * Permission: `DeviceManagementServiceConfig.ReadWrite.All` (application or delegated).
 * Source: Microsoft Graph, "vppToken resource type".
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
export class VppToken extends pulumi.CustomResource {
  /** The organisation that the token belongs to. Graph: `vppToken.organizationName`. */
  declare readonly organizationName: pulumi.Output<string | undefined>;
  /** The kind of Apple programme. Graph: `vppToken.vppTokenAccountType`. */
  declare readonly vppTokenAccountType: pulumi.Output<VppTokenAccountType | undefined>;
  /** The Managed Apple ID with which the token was downloaded. Graph: `vppToken.appleId`. */
  declare readonly appleId: pulumi.Output<string | undefined>;
  /** The last token text that was sent, a secret; undefined when the token was never declared here. */
  declare readonly token: pulumi.Output<string | undefined>;
  /** Whether apps are updated by themselves. Graph: `vppToken.automaticallyUpdateApps`. */
  declare readonly automaticallyUpdateApps: pulumi.Output<boolean | undefined>;
  /** The App Store that the apps' metadata comes from, two letters. Graph: `vppToken.countryOrRegion`. */
  declare readonly countryOrRegion: pulumi.Output<string | undefined>;
  /** When the token expires, ISO 8601 in UTC. Intune's date lags a little behind a renewal. Graph: `vppToken.expirationDateTime`. */
  declare readonly expirationDateTime: pulumi.Output<string>;
  /** What Intune thinks of the token. Graph: `vppToken.state`. */
  declare readonly state: pulumi.Output<VppTokenState>;
  /** When Intune last synced with Apple, ISO 8601 in UTC. Graph: `vppToken.lastSyncDateTime`. */
  declare readonly lastSyncDateTime: pulumi.Output<string | undefined>;
  /** How the last sync went. Graph: `vppToken.lastSyncStatus`. */
  declare readonly lastSyncStatus: pulumi.Output<VppTokenSyncStatus>;
  /** When the entity was last changed, ISO 8601 in UTC. Graph: `vppToken.lastModifiedDateTime`. */
  declare readonly lastModifiedDateTime: pulumi.Output<string>;

  /**
   * Declares a VPP token.
   *
   * @param name The name of the resource in the stack; Intune doesn't see it.
   * @param args What is to be true of the token.
   * @param opts Pulumi's resource options.
   */
  constructor(name: string, args: VppTokenArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const secretToken = args.token === undefined ? undefined : pulumi.secret(args.token);
    super(
      "pulumi-nodejs:dynamic/intune:VppToken",
      name,
      { ...unknownOutputs, ...args, token: secretToken, __provider: providerText("vppToken") },
      pulumi.mergeOptions(opts, { additionalSecretOutputs: ["token"] }),
    );
    warnWhenExpired(this, secretToken);
  }

  /**
   * Reads a token that something else manages.
   *
   * @param name The name of the resource in the stack.
   * @param id The id of the entity in Intune.
   * @param opts Pulumi's resource options.
   * @returns The token's outputs; nothing in Intune is ever changed. The deployment fails when there is no such token.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): VppToken {
    return new VppToken(name, {}, { ...opts, id });
  }
}

/** Pulumi fills in only the outputs that are named among the arguments. */
const unknownOutputs: Readonly<Record<string, undefined>> = {
  organizationName: undefined,
  vppTokenAccountType: undefined,
  appleId: undefined,
  automaticallyUpdateApps: undefined,
  countryOrRegion: undefined,
  expirationDateTime: undefined,
  state: undefined,
  lastSyncDateTime: undefined,
  lastSyncStatus: undefined,
  lastModifiedDateTime: undefined,
};
