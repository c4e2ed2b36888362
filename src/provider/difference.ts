import { type EntityDefinition, isArgument } from "../definitions/entity";
import { argumentRows } from "./checkArgument";
import { tellOfTheSame } from "./knownUpload";
import { managedArguments } from "./managed";
import { isUnknown, type Plain } from "./plain";
import { same } from "./same";

/**
 * The arguments by which a program differs from what is known of the live entity: a value that isn't the live one, and
 * an argument that becomes managed or stops being so. A value that isn't known yet may be a change, so it counts.
 */
export function changedArguments(definition: EntityDefinition, state: Plain, declared: Plain): string[] {
  const managed = managedArguments(state);
  return Object.keys(argumentRows(definition)).filter((name) => {
    const isDeclared = declared[name] !== undefined;
    if (managed && managed.includes(name) !== isDeclared) return true;
    return isDeclared && differs(definition, name, state, declared);
  });
}

/**
 * What an update sends: the declared properties whose value isn't the live one, and nothing else. No uploads. One that
 * wasn't managed may have been changed by anybody since it was last seen, so it is sent.
 */
export function patchBody(definition: EntityDefinition, state: Plain, declared: Plain): Plain {
  const managed = managedArguments(state);
  const isNew = (name: string) => managed !== undefined && !managed.includes(name);
  return chosen(
    declared,
    (name) => isSent(definition, name) && (isNew(name) || differs(definition, name, state, declared)),
  );
}

/** What a create sends: every declared property. No uploads. */
export function createBody(definition: EntityDefinition, declared: Plain): Plain {
  return chosen(declared, (name) => isSent(definition, name));
}

function differs(definition: EntityDefinition, name: string, state: Plain, declared: Plain): boolean {
  if (isUnknown(declared[name])) return true;
  const { upload } = definition;
  if (name === upload?.property) return !tellOfTheSame(upload, state, declared);
  const row = definition.properties[name] ?? ({ type: "String", versions: [], setBy: "admin" } as const);
  return !same(row, state[name], declared[name]);
}

function isSent(definition: EntityDefinition, name: string): boolean {
  const property = Object.hasOwn(definition.properties, name) ? definition.properties[name] : undefined;
  return property !== undefined && isArgument(property) && name !== definition.upload?.property;
}

function chosen(values: Plain, wanted: (name: string) => boolean): Plain {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== undefined && wanted(name)));
}
