import { type ApiVersion, type EntityDefinition, isArgument } from "../definitions/entity";
import { argumentRows } from "./checkArgument";
import { dateOf } from "./dates";
import { withLastUpload } from "./knownUpload";
import { managedArguments, pick, withManaged, withoutPast } from "./managed";
import type { Plain } from "./plain";
import { same } from "./same";
import { digestOf, type Rewritten, rewrittenIn, stillDeclared, withRewritten } from "./state/rewritten";
import { tenantIn, withTenant } from "./state/tenant";

/** What a write came to. */
export interface Written {
  readonly version: ApiVersion;
  /** The entity as the service shows it after the write; nothing where nothing was sent or read. */
  readonly entity: Plain;
  readonly declared: Plain;
  readonly before: Plain;
  /** The names of what was sent. */
  readonly sent: readonly string[];
  /** "settled": what the service shows otherwise than declared, it stores so. "unsettled": it is to be sent again. */
  readonly outcome: "settled" | "unsettled" | "nothing sent";
  /** The tenant's GUID, where it is known. */
  readonly tenant: string | undefined;
}

/** The state after a write: the live entity, the options and secrets as declared, and what is managed from now on. */
export function stateAfterWrite(definition: EntityDefinition, written: Written): Plain {
  const { version, entity, declared, before, tenant } = written;
  const visible = Object.entries(definition.properties)
    .filter(([, row]) => !row.writeOnly && row.versions.includes(version))
    .map(([name]) => name);
  const names = Object.keys(argumentRows(definition)).filter((name) => declared[name] !== undefined);
  const known = { ...pick(before, visible), ...pick(declared, names) };
  const live = liveState(definition, entity, known, {});
  const rewritten = rewrittenBy(definition, written, names);
  const state = { ...live, ...pick(declared, Object.keys(rewritten)), ...appliedState(definition, written) };
  const marked = withRewritten(withManaged(state, names), rewritten);
  const whole = withTenant(marked, tenant ?? tenantIn(before));
  return definition.upload ? withLastUpload(definition.upload, whole, before) : whole;
}

/** The state after a read: the live entity, and from the state before what the service doesn't give back. */
export function stateAfterRead(definition: EntityDefinition, entity: Plain, before: Plain): Plain {
  const rewritten = rewrittenIn(before);
  const still = Object.entries(rewritten).filter(([name, digest]) => isRewritten(definition, name, entity, digest));
  const live = liveState(definition, entity, withoutPast(before), rewritten);
  return { ...withRewritten(live, Object.fromEntries(still)), ...firstApplied(definition, before, entity) };
}

/** The declared values in whose place the service shows another one, with a digest of that. */
function rewrittenBy(
  definition: EntityDefinition,
  { entity, declared, before, sent, outcome }: Written,
  names: readonly string[],
): Rewritten {
  const past = stillDeclared(definition, before, declared);
  const found = names.flatMap((name) => {
    const row = definition.properties[name];
    if (!row || row.writeOnly) return [];
    const digest = past[name];
    // Not spoken of: what was known of an unchanged value still holds.
    if (entity[name] === undefined) return digest === undefined ? [] : [[name, digest]];
    const isStill = digest !== undefined && isRewritten(definition, name, entity, digest);
    // A value that wasn't sent, since only a create may, is no form of the declared one.
    const isForm = outcome === "settled" && (!row.createOnly || sent.includes(name));
    return !same(row, entity[name], declared[name]) && (isForm || isStill) ? [[name, digestOf(row, entity[name])]] : [];
  });
  return Object.fromEntries(found);
}

function isRewritten(definition: EntityDefinition, name: string, entity: Plain, digest: string): boolean {
  const row = definition.properties[name];
  return row !== undefined && (entity[name] === undefined || digestOf(row, entity[name]) === digest);
}

/**
 * The date of the last write, for a state that an earlier version wrote without it: a program that uses it would wait for it
 * at every preview.
 */
function firstApplied({ upload }: EntityDefinition, before: Plain, entity: Plain): Plain {
  if (!upload || before[upload.applied] !== undefined || managedArguments(before) === undefined) return {};
  const date = dateOf(before[upload.modified]) ?? dateOf(entity[upload.modified]);
  return date === undefined ? {} : { [upload.applied]: date };
}

/** The date of this stack's last write; of one that a version before this output wrote, the date that was known then. */
function appliedState({ upload }: EntityDefinition, { before, entity, outcome }: Written): Plain {
  if (!upload) return {};
  const last = before[upload.applied] ?? before[upload.modified];
  const date = outcome !== "nothing sent" || last === undefined ? (dateOf(entity[upload.modified]) ?? last) : last;
  return date === undefined ? {} : { [upload.applied]: date };
}

/**
 * The live values over the known ones. An answer that doesn't speak of a property leaves what is known of it; a value
 * that means the same, or that the service is known to show in place of it, keeps its known spelling, so that a program's
 * `GB` is not drift from Graph's `gb`.
 */
function liveState(definition: EntityDefinition, entity: Plain, known: Plain, rewritten: Rewritten): Plain {
  const state: Record<string, unknown> = { ...known };
  for (const [name, row] of Object.entries(definition.properties)) {
    const live = entity[name];
    if (row.writeOnly || live === undefined) continue;
    // What only the service sets has no other spelling, and its dates count to the last digit.
    if (isArgument(row) && same(row, known[name], live)) continue;
    const digest = rewritten[name];
    if (digest !== undefined && digestOf(row, live) === digest) continue;
    if (live === null) delete state[name];
    else state[name] = live;
  }
  return state;
}
