import type * as pulumi from "@pulumi/pulumi";
import { appleVolumePurchaseProgramToken } from "../../definitions/appleVolumePurchaseProgramToken";
import { output } from "../../pulumi";
import type {
  AppleVolumePurchaseProgramTokenArgs,
  AppleVolumePurchaseProgramToken as Declared,
} from "../AppleVolumePurchaseProgramToken";
import { pauseStackTraces } from "../stackTraces";
import { completeNativeToken, nativeBase, nativeTokenInputs } from "./nativeResource";

/**
 * A VPP token under the name that Microsoft Graph's beta first gave it, through the plugin. Arguments, outputs and behavior are
 * those of the class of the same name in `pulumi-intune`. Declare new tokens with {@link VppToken}.
 */
export class AppleVolumePurchaseProgramToken extends nativeBase<Declared>() {
  /**
   * Declares a VPP token under its older name.
   *
   * @param name The name of the resource in the stack; Intune doesn't see it.
   * @param args What is to be true of the token.
   * @param opts Pulumi's resource options. The id for `import` is `<organizationId>/<id>`.
   */
  constructor(name: string, args: AppleVolumePurchaseProgramTokenArgs, opts?: pulumi.CustomResourceOptions) {
    const resume = pauseStackTraces();
    try {
      super(
        "intune:index:AppleVolumePurchaseProgramToken",
        name,
        ...nativeTokenInputs("AppleVolumePurchaseProgramToken", appleVolumePurchaseProgramToken, args, opts),
      );
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
