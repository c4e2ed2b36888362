import type * as pulumi from "@pulumi/pulumi";
import { appleVolumePurchaseProgramToken } from "../definitions/appleVolumePurchaseProgramToken";
import type { VppTokenAccountType, VppTokenSyncStatus } from "../definitions/types";
import { CustomResource, output } from "../pulumi";
import { type AppleTokenArgs, type AppleTokenDeclaration, completeAppleToken, declareAppleToken } from "./appleToken";
import { pauseStackTraces } from "./stackTraces";

/** What Intune thinks of a token. Graph: `volumePurchaseProgramTokenState`, which has no name for another MDM's token. */
export type AppleVolumePurchaseProgramTokenState = "unknown" | "valid" | "expired" | "invalid";

/**
 * What a program declares of a VPP token under its older name. An argument that is left out is not managed: its value is
 * never sent, never drift, and can be read as an output. Removing an argument stops managing it.
 */
export interface AppleVolumePurchaseProgramTokenArgs extends AppleTokenArgs {
  /**
   * The id of the organization, which is the tenant's id (a GUID; Microsoft Entra admin center, "Overview"). It is part of
   * the entity's address, so it is always needed and can't be changed.
   */
  organizationId: pulumi.Input<string>;
  /** The kind of Apple program: `business` or `education`. Graph: `volumePurchaseProgramTokenAccountType`. */
  volumePurchaseProgramTokenAccountType?: pulumi.Input<VppTokenAccountType | undefined>;
}

/**
 * A VPP token under the name that Microsoft Graph's beta first gave it. Today's beta has no such path: Microsoft's SDK has
 * nothing under `/organization/{id}`, and its reference has only `vppToken`. Declare new tokens with {@link VppToken}, and
 * keep this class for what still depends on the older one.
 *
 * Permission: `DeviceManagementServiceConfiguration.ReadWrite.All` (application or delegated).
 * Source: Microsoft Graph (beta), "appleVolumePurchaseProgramToken resource type". It was never in v1.0.
 *
 * Import: The resource option `import` imports the live token of that id, as with `VppToken`.
 *
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import * as intune from "pulumi-intune";
 *
 * const config = new pulumi.Config();
 *
 * const london = new intune.AppleVolumePurchaseProgramToken("london", {
 *   organizationId: config.require("organizationId"),
 *   token: config.requireSecret("londonVppToken"),
 *   volumePurchaseProgramTokenAccountType: "business",
 * });
 *
 * export const expires = london.expirationDateTime;
 * ```
 *
 * To move a token to `VppToken`, whose id is the same, so that neither its apps nor its licenses are touched:
 *
 * 1. Give this resource the option `retainOnDelete: true` and run `pulumi up`: from now on Pulumi only forgets it.
 * 2. Replace it in the program by the same token as a `VppToken`, and run `pulumi up`. It imports the live token, uploads
 *    nothing, and sends only what differs.
 *
 * ```ts
 * const london = new intune.VppToken("london", {
 *   token: config.requireSecret("londonVppToken"),
 *   vppTokenAccountType: "business", // was volumePurchaseProgramTokenAccountType
 * }, { import: "<the id that `pulumi stack --show-ids` shows>" });
 * ```
 *
 * Without step 1, `pulumi state delete <urn>` before step 2 does the same.
 */
export class AppleVolumePurchaseProgramToken extends CustomResource {
  /** The id of the organization, which is the tenant's id. */
  declare readonly organizationId: pulumi.Output<string>;
  /** The organization that the token belongs to. Graph: `organizationName`. */
  declare readonly organizationName: pulumi.Output<string | undefined>;
  /** The kind of Apple program. Graph: `volumePurchaseProgramTokenAccountType`. */
  declare readonly volumePurchaseProgramTokenAccountType: pulumi.Output<VppTokenAccountType | undefined>;
  /** The Managed Apple ID with which the token was downloaded. Graph: `appleId`. */
  declare readonly appleId: pulumi.Output<string | undefined>;
  /** The token's text as the program declares it, a secret; undefined where it declares none. */
  declare readonly token: pulumi.Output<string | undefined>;
  /** Whether apps are updated by themselves. Graph: `automaticallyUpdateApps`. */
  declare readonly automaticallyUpdateApps: pulumi.Output<boolean | undefined>;
  /** The App Store that the apps' metadata comes from, two letters. Graph: `countryOrRegion`. */
  declare readonly countryOrRegion: pulumi.Output<string | undefined>;
  /** When the token expires, ISO 8601 in UTC. Intune's date lags a little behind a renewal. Graph: `expirationDateTime`. */
  declare readonly expirationDateTime: pulumi.Output<string>;
  /** What Intune thinks of the token. Graph: `state`. */
  declare readonly state: pulumi.Output<AppleVolumePurchaseProgramTokenState>;
  /** When Intune last synced with Apple, ISO 8601 in UTC. Graph: `lastSyncDateTime`. */
  declare readonly lastSyncDateTime: pulumi.Output<string | undefined>;
  /** How the last sync went. Graph: `lastSyncStatus`. */
  declare readonly lastSyncStatus: pulumi.Output<VppTokenSyncStatus>;
  /**
   * When the entity was last changed by anybody, ISO 8601 in UTC; Intune's own syncs change it as well.
   * Graph: `lastModifiedDateTime`.
   */
  declare readonly lastModifiedDateTime: pulumi.Output<string>;
  /**
   * When this stack last wrote the token, ISO 8601 in UTC: the `lastModifiedDateTime` that Intune gave after the stack's last
   * write. Syncs, Intune itself and other people leave it unchanged. Undefined as long as the stack has written nothing, and
   * unknown at preview when a write is to come. Use it as a trigger for what is to follow a change.
   */
  declare readonly lastAppliedDateTime: pulumi.Output<string | undefined>;

  /**
   * Declares a VPP token under its older name.
   *
   * @param name The name of the resource in the stack; Intune doesn't see it.
   * @param args What is to be true of the token.
   * @param opts Pulumi's resource options. `{ import: id }` imports the live token of that id, as with `VppToken`.
   */
  constructor(name: string, args: AppleVolumePurchaseProgramTokenArgs, opts?: pulumi.CustomResourceOptions) {
    const resume = pauseStackTraces();
    let declaration: AppleTokenDeclaration;
    try {
      declaration = declareAppleToken(
        "AppleVolumePurchaseProgramToken",
        appleVolumePurchaseProgramToken,
        name,
        args,
        opts,
      );
      super("pulumi-nodejs:dynamic/intune:AppleVolumePurchaseProgramToken", name, declaration.inputs, declaration.opts);
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
   * @param id Where it is, as `<organizationId>/<id>`, since an id alone doesn't say it. It is the resource's `id` too.
   * @param opts Pulumi's resource options.
   * @param args Through which connection it is read.
   * @returns The token's outputs; nothing in Intune is ever changed. The deployment fails when there is no such token.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
    args: Pick<AppleVolumePurchaseProgramTokenArgs, "connection"> = {},
  ): AppleVolumePurchaseProgramToken {
    const organizationId = output(id).apply((path) => path.split("/")[0] ?? "");
    return new AppleVolumePurchaseProgramToken(name, { ...args, organizationId }, { ...opts, id });
  }
}
