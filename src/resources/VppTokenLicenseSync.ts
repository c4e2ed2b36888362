import type * as pulumi from "@pulumi/pulumi";
import type { VppTokenSyncStatus } from "../definitions/types";
import { movedFromPlugin, providerInput } from "../engine/dynamic/declaration";
import { CustomResource, mergeOptions, RunError } from "../pulumi";
import { pauseStackTraces } from "./stackTraces";

/** What a program declares of a license sync. */
export interface VppTokenLicenseSyncArgs {
  /**
   * The id of the token whose licenses are synced. Another id syncs that token, without a replacement.
   * Graph: `vppToken.id`.
   */
  vppTokenId: pulumi.Input<string>;
  /**
   * Values of any kind; when one of them changes, the licenses are synced again. To sync after each change of the token
   * by this stack, use its `lastAppliedDateTime`, and not its `lastModifiedDateTime`, which every sync changes.
   * Default: none, and then the sync runs once.
   */
  triggers?: pulumi.Input<pulumi.Input<unknown>[] | undefined>;
  /**
   * Whether the deployment waits for the end of the sync, and fails when the sync does. Without it the outputs tell how
   * the sync stood right after it was asked for. Default: true.
   */
  waitForCompletion?: pulumi.Input<boolean | undefined>;
  /** How long to wait for the end of the sync, in seconds; a whole number from 1. Default: 600. */
  timeoutSeconds?: pulumi.Input<number | undefined>;
  /**
   * The version of Microsoft Graph that is asked for the sync: `v1.0` or `beta`. Default: the configuration's
   * `intune:apiVersion`, else `v1.0`.
   */
  apiVersion?: pulumi.Input<"v1.0" | "beta" | undefined>;
  /**
   * The connection to the tenant: with the dynamic provider a namespace of configuration, with the plugin an entry of
   * `intune:connections`. It must be the token's own. Another one syncs again, there. Default: the keys of `intune` itself.
   */
  connection?: pulumi.Input<string | undefined>;
}

/**
 * Has Intune sync a token's apps and licenses with Apple: once when it is declared, and again whenever one of `triggers`
 * changes. Intune does so by itself about twice a day; this is for those who can't wait, for example after new apps
 * were bought or the token's `countryOrRegion` was changed.
 *
 * A sync that fails, or takes longer than `timeoutSeconds`, fails the deployment, and the next `pulumi up` asks for
 * another one. The end of a sync is told by Intune's own dates and states, whatever this computer's clock says. One
 * that was going on already when this one was asked for can't be told from it, and counts.
 *
 * `pulumi refresh` updates the outputs: a sync that something else asked for is no drift. `pulumi destroy` does nothing,
 * since what was synced stays so. The resource's id is that of the token for which it was created.
 *
 * Permission: `DeviceManagementServiceConfig.ReadWrite.All` (application or delegated), which is the least privileged one;
 * `DeviceManagementConfiguration.ReadWrite.All` or `DeviceManagementApps.ReadWrite.All` is enough, too.
 * Source: Microsoft Graph, "syncLicenses action" of "vppToken resource type".
 *
 * Import: A sync is something that is done, so there is nothing to import.
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
 * });
 *
 * const sync = new intune.VppTokenLicenseSync("london-sync", {
 *   vppTokenId: london.id,
 *   triggers: [london.lastAppliedDateTime],
 * });
 *
 * export const synced = sync.lastSyncDateTime;
 * ```
 */
export class VppTokenLicenseSync extends CustomResource {
  /** The id of the token whose licenses are synced. Graph: `vppToken.id`. */
  declare readonly vppTokenId: pulumi.Output<string>;
  /** The values of the last sync that was asked for. */
  declare readonly triggers: pulumi.Output<unknown[] | undefined>;
  /** Whether the deployment waits for the end of the sync; undefined for the default. */
  declare readonly waitForCompletion: pulumi.Output<boolean | undefined>;
  /** How long it waits, in seconds; undefined for the default. */
  declare readonly timeoutSeconds: pulumi.Output<number | undefined>;
  /** How the last sync went, or goes. Graph: `vppToken.lastSyncStatus`. */
  declare readonly lastSyncStatus: pulumi.Output<VppTokenSyncStatus>;
  /** When Intune last synced with Apple, ISO 8601 in UTC. Graph: `vppToken.lastSyncDateTime`. */
  declare readonly lastSyncDateTime: pulumi.Output<string | undefined>;

  /**
   * Declares a license sync.
   *
   * @param name The name of the resource in the stack; Intune doesn't see it.
   * @param args Which token to sync, and when.
   * @param opts Pulumi's resource options.
   */
  constructor(name: string, args: VppTokenLicenseSyncArgs, opts?: pulumi.CustomResourceOptions) {
    refuseImport(name, opts);
    const resume = pauseStackTraces();
    try {
      super(
        "pulumi-nodejs:dynamic/intune:VppTokenLicenseSync",
        name,
        { ...unknownOutputs, ...args, ...providerInput("vppTokenLicenseSync") },
        mergeOptions(movedFromPlugin("VppTokenLicenseSync"), opts),
      );
    } catch (error) {
      throw resume(error);
    }
    resume();
  }
}

/** Pulumi would take the id for one to read, and end in a TypeError of its own code. */
function refuseImport(name: string, opts: pulumi.CustomResourceOptions | undefined): void {
  if (!opts?.import) return;
  throw new RunError(
    `The license sync "${name}" has the resource option "import", but a sync is something that is done, so there is nothing ` +
      'to import. Remove "import"; vppTokenId says which token is synced.',
  );
}

/** Pulumi fills in only the outputs that are named among the arguments. */
const unknownOutputs: Readonly<Record<string, undefined>> = {
  triggers: undefined,
  waitForCompletion: undefined,
  timeoutSeconds: undefined,
  lastSyncStatus: undefined,
  lastSyncDateTime: undefined,
};
