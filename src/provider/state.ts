import type { EntityDefinition } from "../definitions/entity";
import { argumentRows } from "./checkArgument";
import type { Plain } from "./plain";
import { same } from "./same";

/**
 * Under this name the state remembers which arguments the program declares, joined by commas: a read is told only the
 * state, and must give back as inputs what is managed and nothing else. Two underscores keep it out of displays.
 */
const managedKey = "__managed";

/** The declared arguments, or undefined where the state doesn't say (it came from elsewhere). */
export function managedArguments(state: Plain): string[] | undefined {
  const text = state[managedKey];
  if (typeof text !== "string") return undefined;
  return text === "" ? [] : text.split(",");
}

/** The state after a write: the live entity, the options and secrets as declared, and what is managed from now on. */
export function stateAfterWrite(definition: EntityDefinition, entity: Plain, declared: Plain, before: Plain): Plain {
  const visible = Object.keys(definition.properties).filter((name) => !definition.properties[name]?.writeOnly);
  const names = Object.keys(argumentRows(definition)).filter((name) => declared[name] !== undefined);
  const known = { ...pick(before, visible), ...pick(declared, names) };
  return { ...liveState(definition, entity, known), [managedKey]: names.join(",") };
}

/** The state after a read: the live entity, and from the state before what the service doesn't give back. */
export function stateAfterRead(definition: EntityDefinition, entity: Plain, before: Plain): Plain {
  return liveState(definition, entity, before);
}

/** What a program would declare to get this state, as far as it is managed. */
export function inputsOf(state: Plain): Plain | undefined {
  const managed = managedArguments(state);
  return managed && pick(state, managed);
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

function pick(values: Plain, names: readonly string[]): Plain {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
