import type * as pulumi from "@pulumi/pulumi";
import type { EntityDefinition } from "../../definitions/entity";
import { outputNames } from "../../definitions/entity";
import { packageVersion } from "../../packageVersion";
import { CustomResource, mergeOptions, secret } from "../../pulumi";
import type { AppleTokenArgs } from "../appleToken";

/** Pulumi's class of resources, as one whose instances have what `Declared` declares. */
export type NativeBase<Declared> = Pick<typeof CustomResource, "isInstance"> &
  (abstract new (
    type: string,
    name: string,
    inputs?: pulumi.Inputs,
    opts?: pulumi.CustomResourceOptions,
  ) => Declared);

/**
 * What a class of the plugin extends. Both doors show the same outputs, so the classes of the dynamic provider declare, and
 * describe, those of the plugin as well.
 */
export function nativeBase<Declared extends CustomResource>(): NativeBase<Declared> {
  const base: unknown = CustomResource;
  return base as NativeBase<Declared>;
}

/** The package's name for Pulumi, which finds the plugin by it. */
export const packageName = "intune";

/** The engine warns of a plugin that is older than this, and looks in its cache for one of this version. */
export const pluginVersion = packageVersion();

/** What a resource that holds an Apple token hands to Pulumi. */
export function nativeTokenInputs(
  className: string,
  definition: EntityDefinition,
  args: AppleTokenArgs,
  opts: pulumi.CustomResourceOptions | undefined,
): [pulumi.Inputs, pulumi.CustomResourceOptions] {
  const token = args.token === undefined ? undefined : secret(args.token);
  const inputs = { ...unknownOutputs(outputNames(definition)), ...args, token };
  // As with the dynamic provider, for replacements that the engine makes without asking the plugin: two entities for one
  // token at a time would break both. What is imported again must not be deleted first.
  const defaults = opts?.import === undefined ? { deleteBeforeReplace: true } : {};
  return [inputs, mergeOptions({ ...defaults, ...nativeOptions(className) }, opts)];
}

/** Completes a resource that holds an Apple token, once it is declared. */
export function completeNativeToken(resource: object, args: AppleTokenArgs): void {
  // The engine, and so the SDK, has a fingerprint only; the program gave the token, and gets it back.
  if (args.token !== undefined) Object.assign(resource, { token: secret(args.token) });
}

/** The options of every resource of the plugin. The one of that name that the dynamic provider manages is the same one. */
export function nativeOptions(className: string): pulumi.CustomResourceOptions {
  return { version: pluginVersion, aliases: [{ type: `pulumi-nodejs:dynamic/${packageName}:${className}` }] };
}

/** A place for each output: Pulumi fills in only those that are named among the arguments. */
export function unknownOutputs(names: readonly string[]): Record<string, undefined> {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
