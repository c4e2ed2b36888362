import type { EntityDefinition } from "../definitions/entity";
import type { PropertyMap } from "./plain";
import { stateKeys } from "./state/keys";

const { managed: managedKey, unsettled: unsettledKey, modified: modifiedKey } = stateKeys;

/** The declared arguments, or undefined where the state doesn't say (it came from elsewhere). */
export function managedArguments(state: PropertyMap): string[] | undefined {
  const text = state[managedKey];
  if (typeof text !== "string") return undefined;
  return text === "" ? [] : text.split(",");
}

export function withManaged(state: PropertyMap, names: readonly string[]): PropertyMap {
  return { ...state, [managedKey]: names.join(",") };
}

export function withUnsettled(state: PropertyMap, names: readonly string[]): PropertyMap {
  const settled = withoutPast(state);
  return names.length === 0 ? settled : { ...settled, [unsettledKey]: names.join(",") };
}

/** The state without what a look at the entity overtakes. */
export function withoutPast(state: PropertyMap): PropertyMap {
  const { [unsettledKey]: _, [modifiedKey]: __, ...rest } = state;
  return rest;
}

/**
 * Whether the inputs beside a state are what a program would declare to get it. They aren't where the state doesn't say
 * what is managed, so that a read can't keep them true, nor where the service didn't take what was sent.
 */
export function inputsAreReliable(state: PropertyMap): boolean {
  return managedArguments(state) !== undefined && state[unsettledKey] === undefined;
}

/**
 * Whether a read is that of a program that asks for an entity by its id: it knows nothing yet of what the service sets, which
 * every state holds.
 */
export function isFirstRead({ properties }: EntityDefinition, known: PropertyMap): boolean {
  const isKnown = Object.entries(properties).some(
    ([name, row]) => row.access === "service" && known[name] !== undefined,
  );
  return !isKnown && managedArguments(known) === undefined;
}

/** What a program would declare to get this state, as far as it is managed. */
export function inputsOf(state: PropertyMap): PropertyMap | undefined {
  const managed = managedArguments(state);
  return managed && pick(state, managed);
}

export function pick(values: PropertyMap, names: readonly string[]): PropertyMap {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
