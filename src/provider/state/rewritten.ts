import { createHash } from "node:crypto";
import type { EntityDefinition, Property } from "../../definitions/entity";
import { displayText } from "../../displayText";
import type { Entity } from "../../graph/entities";
import { dateOf } from "../dates";
import { canonicalValue, semanticEquals } from "../equality";
import type { PropertyMap } from "../propertyMap";
import { wasModified } from "../upload/confirmedWrites";
import { stateKeys } from "./keys";

// Digests, since a value may be a secret.
const { rewritten: rewrittenKey } = stateKeys;

/** By their names, digests of what the service shows in place of declared values. */
export type Rewritten = Readonly<Record<string, string>>;

export function rewrittenIn({ [rewrittenKey]: text }: PropertyMap): Rewritten {
  const pairs = typeof text === "string" ? text.split(",").map((each) => each.split(":")) : [];
  return Object.fromEntries(pairs);
}

export function withRewritten(state: PropertyMap, rewritten: Rewritten): PropertyMap {
  const { [rewrittenKey]: _, ...rest } = state;
  const pairs = Object.entries(rewritten).map(([name, digest]) => `${name}:${digest}`);
  return pairs.length === 0 ? rest : { ...rest, [rewrittenKey]: pairs.join() };
}

/** What is remembered of values that are declared as before: another one may well be stored as it is. */
export function stillDeclared(
  { properties }: EntityDefinition,
  oldState: PropertyMap,
  newInputs: PropertyMap,
): Rewritten {
  const kept = Object.entries(rewrittenIn(oldState)).filter(([name]) => {
    const row = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return row !== undefined && semanticEquals(row, oldState[name], newInputs[name]);
  });
  return Object.fromEntries(kept);
}

/**
 * The managed values that a read shows in another case, in another Unicode form or without white space around them, while
 * nothing but a sync has modified the entity since the state was written: the service stores them so, and only its answer to
 * the write repeated what was sent. A name that a person changed so is a change.
 */
export function respelled(
  definition: EntityDefinition,
  state: PropertyMap,
  managed: readonly string[],
  shown: Entity,
): string[] {
  const { properties, upload } = definition;
  const isDated = [state, shown].every((values) => dateOf(values[upload.modified]) !== undefined);
  if (!isDated || wasModified(definition, state, shown)) return [];
  const known = rewrittenIn(state);
  return managed.filter((name) => {
    const row = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const [declared, live] = [state[name], shown[name]];
    if (row === undefined || row.writeOnly || typeof declared !== "string" || typeof live !== "string") return false;
    const isKnown = semanticEquals(row, declared, live) || known[name] === digestOf(row, live);
    return !isKnown && folded(declared) === folded(live);
  });
}

/** The state in which these values count as stored in the form that is shown. */
export function withRespelled(
  { properties }: EntityDefinition,
  state: PropertyMap,
  names: readonly string[],
  shown: PropertyMap,
): PropertyMap {
  const digests = names.flatMap((name) => {
    const row = properties[name];
    return row === undefined ? [] : [[name, digestOf(row, shown[name])]];
  });
  return withRewritten(state, { ...rewrittenIn(state), ...Object.fromEntries(digests) });
}

const folded = (text: string): string => text.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();

/** The same for values that mean the same. */
export function digestOf(row: Property, shown: unknown): string {
  const text = JSON.stringify(canonicalValue(row, shown ?? null));
  return createHash("sha256").update(text).digest("base64url").slice(0, 12);
}

/** Said once, when it shows. */
export function storedDifferently({ label }: EntityDefinition, id: string, names: readonly string[]): string {
  const what = names.join(", ");
  return (
    `Intune stores ${what} of the ${label} ${displayText(id)} in another form than declared. ` +
    "The declared value counts as stored, and is not sent again. To avoid this, declare what Intune shows."
  );
}
