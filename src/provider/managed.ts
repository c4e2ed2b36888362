import type { EntityDefinition } from "../definitions/entity";
import type { Plain } from "./plain";

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

export function withManaged(state: Plain, names: readonly string[]): Plain {
  return { ...state, [managedKey]: names.join(",") };
}

/** Under this name a state remembers which arguments a write left otherwise than declared. A read makes an end of it. */
const unsettledKey = "__unsettled";

/** Under this name released versions remembered that an entity was modified since the last write. */
const modifiedKey = "__modified";

export function withUnsettled(state: Plain, names: readonly string[]): Plain {
  const settled = withoutPast(state);
  return names.length === 0 ? settled : { ...settled, [unsettledKey]: names.join(",") };
}

/** The state without what a look at the entity overtakes. */
export function withoutPast(state: Plain): Plain {
  const { [unsettledKey]: _, [modifiedKey]: __, ...rest } = state;
  return rest;
}

/**
 * Whether the inputs beside a state are what a program would declare to get it. They aren't where the state doesn't say
 * what is managed, so that a read can't keep them true, nor where the service didn't take what was sent.
 */
export function inputsAreTrue(state: Plain): boolean {
  return managedArguments(state) !== undefined && state[unsettledKey] === undefined;
}

/**
 * Whether a read is that of a program that asks for an entity by its id: it knows nothing yet of what the service sets, which
 * every state holds.
 */
export function isFirstRead({ properties }: EntityDefinition, known: Plain): boolean {
  const isKnown = Object.entries(properties).some(
    ([name, row]) => row.setBy === "service" && known[name] !== undefined,
  );
  return !isKnown && managedArguments(known) === undefined;
}

/** What a program would declare to get this state, as far as it is managed. */
export function inputsOf(state: Plain): Plain | undefined {
  const managed = managedArguments(state);
  return managed && pick(state, managed);
}

export function pick(values: Plain, names: readonly string[]): Plain {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
