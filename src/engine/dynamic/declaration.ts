import { programKey, providerCode, stateKeys } from "../../provider/state/keys";
import * as pulumi from "../../pulumi";
import { assertReachable } from "./reach";

/**
 * What the dynamic host finds the provider of a declared resource by.
 * @throws pulumi.RunError when the host couldn't find it
 */
export function providerInput(definition: string): Readonly<Record<string, unknown>> {
  assertReachable();
  return { [stateKeys.provider]: providerCode(definition) };
}

/** Pulumi's own import doesn't reach dynamic resources, so the id goes to the provider among the arguments. */
export function splitImport(opts: pulumi.CustomResourceOptions | undefined): {
  opts: pulumi.CustomResourceOptions;
  imported: Readonly<Record<string, unknown>>;
} {
  const { import: id, ...rest } = opts ?? {};
  return { opts: rest, imported: id === undefined ? {} : { [stateKeys.importId]: id } };
}

/** How many resources that hold a token each stack's program has declared so far. */
const declared = new WeakMap<object, number>();

/**
 * What the provider is to know of a resource beside its arguments: it is taken out of them at the check, and is in no state.
 * The number is that of all that the program declares without waiting for anything.
 */
export function programContext(name: string): Readonly<Record<string, unknown>> {
  // Programs of the Automation API may run side by side in one process.
  const stack = pulumi.getStackResource() ?? pulumi;
  const index = (declared.get(stack) ?? 0) + 1;
  declared.set(stack, index);
  const context = new Promise((resolve) => {
    setImmediate(() => resolve({ name, index, tokens: declared.get(stack), preview: pulumi.isDryRun() }));
  });
  return { [programKey]: context };
}
