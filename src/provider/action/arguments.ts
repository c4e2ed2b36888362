import { isDeepStrictEqual } from "node:util";
import { type ActionDefinition, actionDefaults, actionOptions, triggers } from "../../definitions/action";
import { commonOptions } from "../../definitions/arguments";
import type { CheckFailure } from "../handler";
import { type ArgumentTable, checkArgument } from "../inputs/arguments";
import { namespaceIn } from "../inputs/destination";
import { isUnknown, type PropertyMap } from "../propertyMap";

/** Validates what a program declares, before anything is sent. */
export function checkAction(
  definition: ActionDefinition,
  newInputs: PropertyMap,
): { inputs: PropertyMap; failures: CheckFailure[] } {
  const inputs = Object.fromEntries(
    Object.entries(newInputs).filter(([, value]) => value !== undefined && value !== null),
  );
  const table = argumentTable(definition);
  const failures = Object.entries(inputs).flatMap(([name, value]) =>
    name === triggers ? checkTriggers(value) : checkArgument(table, name, value),
  );
  const { target, label, entity } = definition;
  if (inputs[target] === undefined || inputs[target] === "") {
    failures.push({ property: target, reason: `is needed for a ${label}: declare the id of a ${entity.label}` });
  }
  return { inputs, failures };
}

/** The arguments that a program declared, out of a state or out of themselves. */
export function declaredIn(definition: ActionDefinition, known: PropertyMap): PropertyMap {
  return pick(known, argumentNames(definition));
}

/** The names of the arguments by which a program differs from the state. A value that isn't known yet may be a change. */
export function changedActionArguments(
  definition: ActionDefinition,
  state: PropertyMap,
  newInputs: PropertyMap,
): string[] {
  return argumentNames(definition).filter((name) => differs(name, state, newInputs));
}

/**
 * Whether the change asks for another run: something else triggers it, or it is for another entity. Another connection
 * means an entity of another tenant.
 */
export function runsAgain(definition: ActionDefinition, state: PropertyMap, newInputs: PropertyMap): boolean {
  const moves = namespaceIn(state) !== namespaceIn(newInputs);
  return moves || [definition.target, triggers].some((name) => differs(name, state, newInputs));
}

/** How long to wait for the end of a run, in milliseconds; undefined for not at all. */
export function waitTimeoutMs(newInputs: PropertyMap): number | undefined {
  const wait = newInputs.waitForCompletion ?? actionDefaults.waitForCompletion;
  return wait ? Number(newInputs.timeoutSeconds ?? actionDefaults.timeoutSeconds) * 1000 : undefined;
}

/** The state to remember: what is declared, and how the last run went as far as the entity tells it. */
export function actionState(definition: ActionDefinition, newInputs: PropertyMap, entity: PropertyMap): PropertyMap {
  const { status, date } = definition.progress;
  return { ...declaredIn(definition, newInputs), ...pick(entity, [status, date]) };
}

export function argumentNames(definition: ActionDefinition): string[] {
  return [...Object.keys(argumentTable(definition).options ?? {}), ...Object.keys(commonOptions)];
}

/** The arguments of an action are options, and its properties are outputs that only the service sets. */
function argumentTable({ label, entity, target, progress }: ActionDefinition): ArgumentTable {
  const outputs = Object.entries(entity.properties).filter(([key]) => key === progress.status || key === progress.date);
  return {
    label,
    properties: Object.fromEntries(outputs),
    // Triggers take any value: their type is never checked.
    options: { [target]: { type: "String" }, [triggers]: { type: "String" }, ...actionOptions },
  };
}

function checkTriggers(value: unknown): CheckFailure[] {
  if (Array.isArray(value) || isUnknown(value)) return [];
  return [{ property: triggers, reason: `must be a list, and is a single value: write [ … ] around it` }];
}

/** No triggers and an empty list of them say the same. The order of an object's keys says nothing. */
function differs(name: string, state: PropertyMap, newInputs: PropertyMap): boolean {
  if (isUnknown(newInputs[name])) return true;
  const [before, now] = [state, newInputs].map((values) => values[name] ?? (name === triggers ? [] : undefined));
  return !isDeepStrictEqual(before, now);
}

function pick(values: PropertyMap, names: readonly string[]): PropertyMap {
  return Object.fromEntries(
    names.flatMap((name) => (values[name] === undefined || values[name] === null ? [] : [[name, values[name]]])),
  );
}
