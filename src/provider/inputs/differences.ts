import { type EntityDefinition, isArgument } from "../../definitions/entity";
import { jsonText, shortened } from "../../displayText";
import { UserError } from "../../errors";
import { semanticEquals } from "../equality";
import { isUnknown, type PropertyMap } from "../propertyMap";
import { isSameToken } from "../upload/storedToken";
import { argumentRows } from "./arguments";

/**
 * The arguments by which a program differs from what is known of the live entity: a value that isn't the live one, and
 * an argument that becomes managed or stops being so. A value that isn't known yet may be a change, so it counts.
 * @param managed The names of the arguments of the last deployment; undefined where they aren't known.
 */
export function changedArguments(
  definition: EntityDefinition,
  state: PropertyMap,
  newInputs: PropertyMap,
  managed: readonly string[] | undefined,
): string[] {
  return Object.keys(argumentRows(definition)).filter((name) => {
    const isDeclared = newInputs[name] !== undefined;
    // A value that was cleared elsewhere, and that a refresh took out of the inputs, is not declared any less.
    const isCleared = !isDeclared && state[name] === undefined;
    if (managed && managed.includes(name) !== isDeclared && !isCleared) return true;
    return isDeclared && isChanged(definition, name, state, newInputs);
  });
}

/**
 * What an update sends: the declared properties whose value isn't the live one, and nothing else. No uploads. One that
 * wasn't managed may have been changed by anybody since it was last seen, so it is sent.
 * @param managed The names of the arguments of the last deployment; undefined where they aren't known.
 */
export function patchBody(
  definition: EntityDefinition,
  state: PropertyMap,
  newInputs: PropertyMap,
  managed: readonly string[] | undefined,
): PropertyMap {
  const isNew = (name: string) => managed !== undefined && !managed.includes(name);
  return chosen(
    newInputs,
    (name) =>
      isSent(definition, name) &&
      definition.properties[name]?.createOnly !== true &&
      (isNew(name) || isChanged(definition, name, state, newInputs)),
  );
}

/** What a create sends: every declared property. No uploads. */
export function createBody(definition: EntityDefinition, newInputs: PropertyMap): PropertyMap {
  return chosen(newInputs, (name) => isSent(definition, name));
}

function isChanged(definition: EntityDefinition, name: string, state: PropertyMap, newInputs: PropertyMap): boolean {
  if (isUnknown(newInputs[name])) return true;
  const { upload } = definition;
  if (name === upload.property) return !isSameToken(upload, state, newInputs);
  const row = definition.properties[name] ?? ({ type: "String", versions: [], access: "admin" } as const);
  return !semanticEquals(row, state[name], newInputs[name]);
}

function isSent(definition: EntityDefinition, name: string): boolean {
  const property = Object.hasOwn(definition.properties, name) ? definition.properties[name] : undefined;
  return property !== undefined && isArgument(property) && name !== definition.upload.property;
}

/**
 * Why a declared value can't be had any more: Graph lets the property be set at creation only. Undefined when nothing
 * speaks against what is declared.
 * @param live What is known of the live entity; a value that isn't known speaks against nothing.
 */
export function createOnlyChange(
  { label, properties }: EntityDefinition,
  live: PropertyMap,
  newInputs: PropertyMap,
): string | undefined {
  const changed = Object.entries(properties).find(([name, row]) => {
    const isKnown = live[name] !== undefined && newInputs[name] !== undefined && !isUnknown(newInputs[name]);
    return row.createOnly === true && isKnown && !semanticEquals(row, live[name], newInputs[name]);
  });
  if (!changed) return undefined;
  const [name] = changed;
  return (
    `${name} can't be changed: Graph lets it be set only when a ${label} is created, and this one has ${shortened(jsonText(live[name]))}. ` +
    `Declare that value, or remove ${name}. To change it, delete the ${label} and create it again, which removes its apps.`
  );
}

/** @throws UserError when a declared value can't be had any more */
export function assertCreateOnly(definition: EntityDefinition, live: PropertyMap, newInputs: PropertyMap): void {
  const refusal = createOnlyChange(definition, live, newInputs);
  if (refusal !== undefined) throw new UserError(refusal);
}

/** The declared values that can be set at creation only, and of which the live ones aren't known. */
export function unknownCreateOnly(
  { properties }: EntityDefinition,
  live: PropertyMap,
  newInputs: PropertyMap,
): string[] {
  return Object.entries(properties).flatMap(([name, row]) =>
    row.createOnly && newInputs[name] !== undefined && live[name] === undefined ? [name] : [],
  );
}

function chosen(values: PropertyMap, wanted: (name: string) => boolean): PropertyMap {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== undefined && wanted(name)));
}
