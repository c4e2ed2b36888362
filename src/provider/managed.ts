import type { EntityDefinition } from "../definitions/entity";
import type { Plain } from "./plain";
import { stateKeys } from "./state/keys";

const { managed: managedKey, unsettled: unsettledKey, modified: modifiedKey } = stateKeys;

/** The declared arguments, or undefined where the state doesn't say (it came from elsewhere). */
export function managedArguments(state: Plain): string[] | undefined {
  const text = state[managedKey];
  if (typeof text !== "string") return undefined;
  return text === "" ? [] : text.split(",");
}

export function withManaged(state: Plain, names: readonly string[]): Plain {
  return { ...state, [managedKey]: names.join(",") };
}

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
