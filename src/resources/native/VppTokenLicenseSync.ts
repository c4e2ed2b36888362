import type * as pulumi from "@pulumi/pulumi";
import { actionOptions, triggers } from "../../definitions/action";
import { vppTokenLicenseSync } from "../../definitions/vppTokenLicenseSync";
import { mergeOptions } from "../../pulumi";
import { pauseStackTraces } from "../stackTraces";
import type { VppTokenLicenseSync as Declared, VppTokenLicenseSyncArgs } from "../VppTokenLicenseSync";
import { nativeBase, nativeOptions, unknownOutputs } from "./nativeResource";

/**
 * Has Intune sync a token's apps and licenses with Apple, through the plugin: once when it is declared, and again whenever one of
 * `triggers` changes. Arguments, outputs and behavior are those of the class of the same name in `pulumi-intune`.
 */
export class VppTokenLicenseSync extends nativeBase<Declared>() {
  /**
   * Declares a license sync.
   *
   * @param name The name of the resource in the stack; Intune doesn't see it.
   * @param args Which token to sync, and when.
   * @param opts Pulumi's resource options.
   */
  constructor(name: string, args: VppTokenLicenseSyncArgs, opts?: pulumi.CustomResourceOptions) {
    const resume = pauseStackTraces();
    try {
      super(
        "intune:index:VppTokenLicenseSync",
        name,
        { ...unknownOutputs(syncOutputs), ...args },
        mergeOptions(nativeOptions("VppTokenLicenseSync"), opts),
      );
    } catch (error) {
      throw resume(error);
    }
    resume();
  }
}

const { status, date } = vppTokenLicenseSync.progress;
const syncOutputs = [triggers, ...Object.keys(actionOptions), status, date];
