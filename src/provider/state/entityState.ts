import { type ApiVersion, type EntityDefinition, isArgument } from "../../definitions/entity";
import { dateOf } from "../dates";
import { semanticEquals } from "../equality";
import { argumentRows } from "../inputs/arguments";
import { type PropertyMap, pick } from "../propertyMap";
import { tenantIn, withTenant } from "../run/tenantGuard";
import { withLastUpload } from "../upload/storedToken";
import { withoutPast } from "./keys";
import { digestOf, type Rewritten, rewrittenIn, stillDeclared, withRewritten } from "./rewritten";

/** What a write came to. */
export interface Written {
  readonly version: ApiVersion;
  /** The entity as the service shows it after the write; nothing where nothing was sent or read. */
  readonly entity: PropertyMap;
  readonly newInputs: PropertyMap;
  readonly oldState: PropertyMap;
  /** The names of what was sent. */
  readonly sent: readonly string[];
  /** "settled": what the service shows otherwise than declared, it stores so. "unsettled": it is to be sent again. */
  readonly outcome: "settled" | "unsettled" | "nothing sent";
  /** The tenant's GUID, where it is known. */
  readonly tenant: string | undefined;
}

/** The state after a write: the live entity, the options and secrets as declared, and what is managed from now on. */
export function stateAfterWrite(definition: EntityDefinition, written: Written): PropertyMap {
  const { version, entity, newInputs, oldState, tenant } = written;
  const visible = Object.entries(definition.properties)
    .filter(([, row]) => !row.writeOnly && row.versions.includes(version))
    .map(([name]) => name);
  const names = Object.keys(argumentRows(definition)).filter((name) => newInputs[name] !== undefined);
  const known = { ...pick(oldState, visible), ...pick(newInputs, names) };
  const live = liveState(definition, entity, known, {});
  const rewritten = rewrittenBy(definition, written, names);
  const state = { ...live, ...pick(newInputs, Object.keys(rewritten)), ...appliedState(definition, written) };
  const marked = withRewritten(state, rewritten);
  const whole = withTenant(marked, tenant ?? tenantIn(oldState));
  return withLastUpload(definition.upload, whole, oldState);
}

/** The state after a read: the live entity, and from the state before what the service doesn't give back. */
export function stateAfterRead(definition: EntityDefinition, entity: PropertyMap, oldState: PropertyMap): PropertyMap {
  const rewritten = rewrittenIn(oldState);
  const still = Object.entries(rewritten).filter(([name, digest]) => isRewritten(definition, name, entity, digest));
  const live = liveState(definition, entity, withoutPast(oldState), rewritten);
  return withRewritten(live, Object.fromEntries(still));
}

/** The declared values in whose place the service shows another one, with a digest of that. */
function rewrittenBy(
  definition: EntityDefinition,
  { entity, newInputs, oldState, sent, outcome }: Written,
  names: readonly string[],
): Rewritten {
  const past = stillDeclared(definition, oldState, newInputs);
  const found = names.flatMap((name) => {
    const row = definition.properties[name];
    if (!row || row.writeOnly) return [];
    const digest = past[name];
    // Not spoken of: what was known of an unchanged value still holds.
    if (entity[name] === undefined) return digest === undefined ? [] : [[name, digest]];
    const isStill = digest !== undefined && isRewritten(definition, name, entity, digest);
    // A value that wasn't sent, since only a create may, is no form of the declared one.
    const isForm = outcome === "settled" && (!row.createOnly || sent.includes(name));
    return !semanticEquals(row, entity[name], newInputs[name]) && (isForm || isStill)
      ? [[name, digestOf(row, entity[name])]]
      : [];
  });
  return Object.fromEntries(found);
}

function isRewritten(definition: EntityDefinition, name: string, entity: PropertyMap, digest: string): boolean {
  const row = definition.properties[name];
  return row !== undefined && (entity[name] === undefined || digestOf(row, entity[name]) === digest);
}

/**
 * The state of a managed entity with the date of the last write, where an earlier version wrote the old state without it: a
 * program that uses it would wait for it at every preview.
 */
export function withFirstApplied(
  { upload }: EntityDefinition,
  state: PropertyMap,
  oldState: PropertyMap,
  entity: PropertyMap,
): PropertyMap {
  if (state[upload.applied] !== undefined) return state;
  const date = dateOf(oldState[upload.modified]) ?? dateOf(entity[upload.modified]);
  return date === undefined ? state : { ...state, [upload.applied]: date };
}

/** The date of this stack's last write; of one that a version before this output wrote, the date that was known then. */
function appliedState({ upload }: EntityDefinition, { oldState, entity, outcome }: Written): PropertyMap {
  const last = oldState[upload.applied] ?? oldState[upload.modified];
  const date = outcome !== "nothing sent" || last === undefined ? (dateOf(entity[upload.modified]) ?? last) : last;
  return date === undefined ? {} : { [upload.applied]: date };
}

/**
 * The live values over the known ones. An answer that doesn't speak of a property leaves what is known of it; a value
 * that means the same, or that the service is known to show in place of it, keeps its known spelling, so that a program's
 * `GB` is not drift from Graph's `gb`.
 */
function liveState(
  definition: EntityDefinition,
  entity: PropertyMap,
  known: PropertyMap,
  rewritten: Rewritten,
): PropertyMap {
  const state: Record<string, unknown> = { ...known };
  for (const [name, row] of Object.entries(definition.properties)) {
    const live = entity[name];
    if (row.writeOnly || live === undefined) continue;
    // What only the service sets has no other spelling, and its dates count to the last digit.
    if (isArgument(row) && semanticEquals(row, known[name], live)) continue;
    const digest = rewritten[name];
    if (digest !== undefined && digestOf(row, live) === digest) continue;
    if (live === null) delete state[name];
    else state[name] = live;
  }
  return state;
}
