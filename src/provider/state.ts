import type { ApiVersion, EntityDefinition } from "../definitions/entity";
import { argumentRows } from "./checkArgument";
import { pick, withManaged, withUnsettled } from "./managed";
import type { Plain } from "./plain";
import { same } from "./same";

/** The state after a write: the live entity, the options and secrets as declared, and what is managed from now on. */
export function stateAfterWrite(
  definition: EntityDefinition,
  version: ApiVersion,
  entity: Plain,
  declared: Plain,
  before: Plain,
): Plain {
  const visible = Object.entries(definition.properties)
    .filter(([, row]) => !row.writeOnly && row.versions.includes(version))
    .map(([name]) => name);
  const names = Object.keys(argumentRows(definition)).filter((name) => declared[name] !== undefined);
  const state = liveState(definition, entity, { ...pick(before, visible), ...pick(declared, names) });
  const unsettled = names.filter((name) => {
    const row = definition.properties[name];
    return row !== undefined && !row.writeOnly && !same(row, state[name], declared[name]);
  });
  return withUnsettled(withManaged(state, names), unsettled);
}

/** The state after a read: the live entity, and from the state before what the service doesn't give back. */
export function stateAfterRead(definition: EntityDefinition, entity: Plain, before: Plain): Plain {
  return withUnsettled(liveState(definition, entity, before), []);
}

/**
 * The live values over the known ones. An answer that doesn't speak of a property leaves what is known of it; a value
 * that means the same keeps its known spelling, so that a program's `GB` is not drift from Graph's `gb`.
 */
function liveState(definition: EntityDefinition, entity: Plain, known: Plain): Plain {
  const state: Record<string, unknown> = { ...known };
  for (const [name, row] of Object.entries(definition.properties)) {
    const live = entity[name];
    if (row.writeOnly || live === undefined) continue;
    if (live === null) delete state[name];
    else if (!same(row, known[name], live)) state[name] = live;
  }
  return state;
}
