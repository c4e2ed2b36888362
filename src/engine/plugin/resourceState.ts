import { isDeepStrictEqual } from "node:util";
import type { PropertyMap } from "../../provider/propertyMap";
import { pick } from "../../provider/propertyMap";
import { splitDynamicState, stateKeys } from "../../provider/state/keys";

/**
 * What a state holds, as the engine keeps it: the outputs, and beside them the inputs of the last deployment. The protocol gives
 * both to every operation, so an argument that is no output of the schema is in the inputs alone. A stack that comes from
 * the dynamic provider has such arguments, and the keys of that door, in its outputs as well.
 */
export interface StoredResource {
  readonly outputs: PropertyMap;
  readonly inputs: PropertyMap | undefined;
}

/** The names of the arguments that no output shows. */
export type HiddenArguments = readonly string[];

/** The state as the core knows it. */
export function joinState({ outputs, inputs = {} }: StoredResource, hidden: HiddenArguments): PropertyMap {
  const { state } = splitDynamicState(outputs);
  const { [stateKeys.provider]: _, ...own } = state;
  return { ...pick(inputs, hidden), ...own };
}

/** Inputs without what only the dynamic provider puts there. */
export function withoutDoorKeys(inputs: PropertyMap): PropertyMap {
  const { [stateKeys.provider]: _, [stateKeys.importId]: __, [stateKeys.importNote]: ___, ...rest } = inputs;
  return rest;
}

/** The outputs of a state of the core: what the inputs beside them tell as well is left out. */
export function outputsOf(state: PropertyMap, inputs: PropertyMap | undefined, hidden: HiddenArguments): PropertyMap {
  return Object.fromEntries(
    Object.entries(state).filter(
      ([name, value]) => !(hidden.includes(name) && isDeepStrictEqual(value, inputs?.[name])),
    ),
  );
}
