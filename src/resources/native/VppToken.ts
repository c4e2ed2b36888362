import type * as pulumi from "@pulumi/pulumi";
import { vppToken } from "../../definitions/vppToken";
import { pauseStackTraces } from "../stackTraces";
import type { VppToken as Declared, VppTokenArgs } from "../VppToken";
import { completeNativeToken, nativeBase, nativeTokenInputs } from "./nativeResource";

/**
 * An Apple VPP token ("Apps and Books" server token) in Microsoft Intune, through the plugin. Arguments, outputs and behavior are
 * those of the class of the same name in `pulumi-intune`.
 */
export class VppToken extends nativeBase<Declared>() {
  /**
   * Declares a VPP token.
   *
   * @param name The name of the resource in the stack; Intune doesn't see it.
   * @param args What is to be true of the token.
   * @param opts Pulumi's resource options, `import`, `customTimeouts` and `provider` among them.
   */
  constructor(name: string, args: VppTokenArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const resume = pauseStackTraces();
    try {
      super("intune:index:VppToken", name, ...nativeTokenInputs("VppToken", vppToken, args, opts));
    } catch (error) {
      throw resume(error);
    }
    resume();
    completeNativeToken(this, args);
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
