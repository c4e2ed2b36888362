import type { EntityDefinition } from "../../definitions/entity";
import type { Entity } from "../../graph/entities";
import { isLater, isSameSecond } from "../dates";
import type { KnownUpload } from "../knownUpload";
import type { Plain } from "../plain";
import { same } from "../same";

/**
 * Whether the entity proves that a token was uploaded to it. The token itself is never shown: its proof is a later
 * `lastModifiedDateTime`, or its own expiry where another one was shown before.
 */
export function provesUpload(definition: EntityDefinition, before: Plain, shown: Entity, token: KnownUpload): boolean {
  const { upload } = definition;
  if (!upload) return true;
  const showsExpiry = isSameSecond(shown[upload.expiry], token.expires);
  return wasModified(definition, before, shown) || (showsExpiry && !isSameSecond(before[upload.expiry], token.expires));
}

/**
 * Whether an entity that was read after a write proves that values were written: by all of the values, or, where the service
 * stores them in a form of its own, by having been modified since it was shown before.
 */
export function isShown(
  definition: EntityDefinition,
  values: Plain,
  shown: Entity,
  previous: Plain | undefined,
): boolean {
  if (statesAll(definition, values, shown)) return true;
  return previous !== undefined && wasModified(definition, previous, shown);
}

/** What the service doesn't state, null included, proves nothing: the value may never have arrived. */
function statesAll({ properties }: EntityDefinition, values: Plain, shown: Plain): boolean {
  return Object.entries(values).every(([name, value]) => {
    const row = properties[name];
    return row === undefined || row.writeOnly === true || same(row, shown[name], value);
  });
}

/** Whether the service shows that the entity was modified since. */
export function wasModified({ upload }: EntityDefinition, before: Plain, shown: Entity): boolean {
  return upload !== undefined && isLater(shown[upload.modified], before[upload.modified]);
}

/** The names of the values for which the service states another one. */
export function differing(definition: EntityDefinition, values: Plain, shown: Plain): string[] {
  return Object.keys(values).filter((name) => {
    const row = definition.properties[name];
    const live = shown[name];
    return row !== undefined && !row.writeOnly && live !== undefined && !same(row, live, values[name]);
  });
}
