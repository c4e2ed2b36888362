import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fingerprint, isSource, readSource } from "../../apple/tokenSource";
import { parseVppToken } from "../../apple/vppTokenFile";
import type { EntityDefinition } from "../../definitions/entity";
import { programKey, providerCode, stateKeys } from "../../provider/state/keys";
import * as pulumi from "../../pulumi";
import type { DeployedFile } from "./deployedFile";
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

/** What one program declared so far. */
interface Program {
  readonly declared: Declared[];
  readonly deployed: DeployedNotes;
}

/** By their stacks: programs of the Automation API may run side by side in one process. */
const programs = new WeakMap<object, Program>();

function currentProgram(): Program {
  const stack = pulumi.getStackResource() ?? pulumi;
  const program = programs.get(stack) ?? { declared: [], deployed: new DeployedNotes() };
  programs.set(stack, program);
  return program;
}

/** Notes for the file of `deployedFile`, which is loaded when there is a second resource: one alone has nobody to tell of. */
class DeployedNotes {
  readonly path = join(tmpdir(), `pulumi-intune-deployed-${randomUUID()}.jsonl`);
  private notes: ((file: DeployedFile) => void)[] = [];
  private file: DeployedFile | undefined;

  /** @param isAlone Whether the program has declared no other resource yet. */
  note(isAlone: boolean, note: (file: DeployedFile) => void): void {
    this.notes.push(note);
    if (isAlone) return;
    const { DeployedFile }: typeof import("./deployedFile") = require("./deployedFile");
    this.file ??= new DeployedFile(this.path);
    for (const each of this.notes.splice(0)) each(this.file);
  }
}

/** A resource that holds a token, among those of its program. */
export interface ProgramMember {
  /**
   * What the provider is to know of the resource beside its arguments: it is taken out of them at the check, and is in no
   * state.
   */
  readonly context: Readonly<Record<string, unknown>>;
  /** Notes what the engine answers of the resource, for the provider's process. */
  follow(answers: Answers): void;
}

/** The outputs of a resource, as the engine answers them. */
interface Answers {
  readonly id: pulumi.Input<unknown>;
  /** Of the token, the state holds the fingerprint. */
  readonly token: pulumi.Input<unknown>;
  readonly tokenFrom: pulumi.Input<unknown>;
  readonly expiry: pulumi.Input<unknown>;
  readonly connection: pulumi.Input<unknown>;
}

/**
 * Counts a resource among those of the program that hold a token. Its number is that of all that the program declares without
 * waiting for anything. The engine asks for one resource after the other, so each brings the fingerprints of all tokens that
 * are known: of two that are exchanged, the first one asked for can be refused with the name of the other.
 */
export function joinProgram(
  name: string,
  { upload }: Pick<EntityDefinition, "upload">,
  { token, tokenFrom }: { readonly token: pulumi.Input<string | undefined>; readonly tokenFrom: pulumi.Input<unknown> },
): ProgramMember {
  const { declared, deployed } = currentProgram();
  const index = declared.length + 1;
  const own: Declared = { name, index };
  declared.push(own);
  pulumi.all([token, tokenFrom]).apply(([text, source]) => {
    const known = declaredToken(text, source);
    if (known === undefined) return;
    own.fingerprint = known.fingerprint;
    deployed.note(declared.length === 1, (file) => file.noteDeclared(index, known.expires));
  });
  const context = new Promise((resolve) => {
    setImmediate(() => {
      resolve({
        name,
        index,
        tokens: declared.length,
        preview: pulumi.isDryRun(),
        declared: writeDeclared(declared),
        deployed: deployed.path,
      });
    });
  });
  return {
    context: { [programKey]: context },
    follow: ({ id, token, tokenFrom, expiry, connection }) => {
      pulumi.all([id, token, tokenFrom, expiry, connection]).apply(([id, token, tokenFrom, expiry, connection]) => {
        if (typeof id !== "string") return;
        const state = { [upload.property]: token, [upload.source]: tokenFrom, [upload.expiry]: expiry, connection };
        deployed.note(declared.length === 1, (file) => file.noteAnswer({ name, index, id }, upload, state));
      });
    },
  };
}

/** What can't be read here is the check's business, which says so. */
function declaredToken(
  text: string | undefined,
  source: unknown,
): { readonly fingerprint: string; readonly expires: string | undefined } | undefined {
  try {
    const content = text ?? (isSource(source) ? readSource(source) : undefined);
    return content === undefined ? undefined : { fingerprint: fingerprint(content), expires: expiryOf(content) };
  } catch {
    return undefined;
  }
}

function expiryOf(content: string): string | undefined {
  try {
    return parseVppToken(content).expirationDateTime;
  } catch {
    return undefined;
  }
}
