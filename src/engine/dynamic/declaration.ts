import { fingerprint, isSource, readSource } from "../../apple/tokenSource";
import { programKey, providerCode, stateKeys } from "../../provider/state/keys";
import * as pulumi from "../../pulumi";
import { writeDeclared } from "./programContext";
import { assertReachable } from "./reach";

/**
 * What the dynamic host finds the provider of a declared resource by.
 * @throws pulumi.RunError when the host couldn't find it
 */
export function providerInput(definition: string): Readonly<Record<string, unknown>> {
  assertReachable();
  warnOfConfiguration();
  return { [stateKeys.provider]: providerCode(definition) };
}

/** The stacks whose programs were warned. */
const warned = new WeakSet<object>();

/** Warns once a program of keys that have no effect. A stack without keys of `intune` loads nothing for it. */
function warnOfConfiguration(): void {
  const stack = pulumi.getStackResource() ?? pulumi;
  if (warned.has(stack)) return;
  warned.add(stack);
  const configuration = pulumi.allConfig();
  if (!Object.keys(configuration).some((key) => key.startsWith("intune:"))) return;
  const { configurationWarnings }: typeof import("./configurationWarnings") = require("./configurationWarnings");
  for (const warning of configurationWarnings(configuration, pulumi.getProject())) void pulumi.log.warn(warning);
}

/** The resource of that name that the plugin manages is the same one. */
export function movedFromPlugin(className: string): pulumi.CustomResourceOptions {
  return { aliases: [{ type: `intune:index:${className}` }] };
}

/** Pulumi's own import doesn't reach dynamic resources, so the id goes to the provider among the arguments. */
export function splitImport(opts: pulumi.CustomResourceOptions | undefined): {
  opts: pulumi.CustomResourceOptions;
  imported: Readonly<Record<string, unknown>>;
} {
  const { import: id, ...rest } = opts ?? {};
  return { opts: rest, imported: id === undefined ? {} : { [stateKeys.importId]: id } };
}

/** A resource that holds a token, with the token's fingerprint once that is known. */
interface Declared {
  readonly name: string;
  readonly index: number;
  fingerprint?: string;
}

/** The resources that hold a token, as each stack's program has declared them so far. */
const declared = new WeakMap<object, Declared[]>();

/**
 * What the provider is to know of a resource beside its arguments: it is taken out of them at the check, and is in no state.
 * The number is that of all that the program declares without waiting for anything. The engine asks for one resource after
 * the other, so each brings the fingerprints of all tokens that are known: of two that are exchanged, the first one asked
 * for can be refused with the name of the other.
 */
export function programContext(
  name: string,
  { token, tokenFrom }: { readonly token: pulumi.Input<string | undefined>; readonly tokenFrom: pulumi.Input<unknown> },
): Readonly<Record<string, unknown>> {
  // Programs of the Automation API may run side by side in one process.
  const stack = pulumi.getStackResource() ?? pulumi;
  const all = declared.get(stack) ?? [];
  declared.set(stack, all);
  const index = all.length + 1;
  const own: Declared = { name, index };
  all.push(own);
  pulumi.all([token, tokenFrom]).apply(([text, source]) => {
    const known = fingerprintOf(text, source);
    if (known !== undefined) own.fingerprint = known;
  });
  const context = new Promise((resolve) => {
    setImmediate(() => {
      resolve({ name, index, tokens: all.length, preview: pulumi.isDryRun(), declared: writeDeclared(all) });
    });
  });
  return { [programKey]: context };
}

/** What can't be read here is the check's business, which says so. */
function fingerprintOf(text: string | undefined, source: unknown): string | undefined {
  try {
    if (text !== undefined) return fingerprint(text);
    return isSource(source) ? fingerprint(readSource(source)) : undefined;
  } catch {
    return undefined;
  }
}
