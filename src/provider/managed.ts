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

/** Under this name a state remembers which declared values the service didn't show after they were sent. */
const unsettledKey = "__unsettled";

/** The state with the names of the declared values that the service doesn't show; without them when there are none. */
export function withUnsettled(state: Plain, names: readonly string[]): Plain {
  const { [unsettledKey]: _, ...settled } = state;
  return names.length === 0 ? settled : { ...settled, [unsettledKey]: names.join(",") };
}

/**
 * Whether the inputs beside a state are what a program would declare to get it. They aren't where the state doesn't say
 * what is managed, so that a read can't keep them true, nor where the service didn't take what was sent.
 */
export function inputsAreTrue(state: Plain): boolean {
  return managedArguments(state) !== undefined && state[unsettledKey] === undefined;
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
