import type { EntityDefinition } from "../definitions/entity";
import type { Entity } from "../graph/entities";
import { knownUpload } from "./knownUpload";
import type { Plain } from "./plain";
import { same } from "./same";

/** By what a created entity is known again: the values that it must show, by their property. */
export type Identity = Plain;

/**
 * By what the entity of these arguments would be known in a list: when its text expires, whose it is, and its account.
 * Undefined where the arguments don't say enough to tell it from others.
 */
export function identityOf(definition: EntityDefinition, declared: Plain): Identity | undefined {
  const { upload } = definition;
  const known = upload && knownUpload(upload, declared);
  if (!upload || known?.expires === undefined) return undefined;
  const account = declared[upload.account];
  return {
    [upload.expiry]: known.expires,
    [upload.organization]: declared[upload.organization] ?? known.organization,
    // Who leaves the account out says nothing of it, so any will do.
    ...(account === undefined ? {} : { [upload.account]: account }),
  };
}

/** Whether an entity shows these values. One that doesn't speak of a property doesn't contradict. */
export function shows(definition: EntityDefinition, values: Plain, entity: Plain): boolean {
  return Object.entries(values).every(([name, value]) => {
    const row = definition.properties[name];
    return row === undefined || row.writeOnly || entity[name] === undefined || same(row, entity[name], value);
  });
}

/**
 * Which of the entities that came into being is the one that a request made whose answer was lost. Where several have
 * the identity, those count that show all that was sent.
 */
export function madeBy(
  definition: EntityDefinition,
  identity: Identity,
  body: Plain,
  newcomers: readonly Entity[],
): readonly Entity[] {
  const alike = newcomers.filter((entity) => shows(definition, identity, entity));
  if (alike.length < 2) return alike;
  const exact = alike.filter((entity) => shows(definition, body, entity));
  return exact.length > 0 ? exact : alike;
}
