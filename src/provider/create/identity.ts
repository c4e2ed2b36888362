import type { EntityDefinition } from "../../definitions/entity";
import type { Entity } from "../../graph/entities";
import { instantOf } from "../dates";
import type { KnownUpload } from "../knownUpload";
import type { Plain } from "../plain";
import { same } from "../same";

/**
 * By what a token is known in what the service tells of its entities: its expiry, to the second. Organization and account
 * are written by people: they may be null, lag, or change case, and only tell several candidates apart.
 */
export interface TokenIdentity {
  readonly expires: string;
  /** What the entity would show beside it: the declared name of the organization, else the token's own; the account. */
  readonly traits: Plain;
}

/** Undefined where the arguments say nothing of the token's expiry. */
export function identityOf(
  { upload }: EntityDefinition,
  token: KnownUpload | undefined,
  declared: Plain,
): TokenIdentity | undefined {
  if (!upload || token?.expires === undefined) return undefined;
  const traits = {
    [upload.organization]: declared[upload.organization] ?? token.organization,
    [upload.account]: declared[upload.account],
  };
  return { expires: token.expires, traits };
}

/** The entities whose token expires at that second. */
export function withExpiry<T extends Plain>(
  { upload }: EntityDefinition,
  expires: string,
  entities: readonly T[],
): readonly T[] {
  const second = (value: unknown) => Math.floor((instantOf(value) ?? Number.NaN) / 1000);
  return upload ? entities.filter((entity) => second(entity[upload.expiry]) === second(expires)) : [];
}

/** Whether an entity states another value for one of these. What it doesn't state contradicts nothing. */
export function contradicts(definition: EntityDefinition, values: Plain, entity: Plain): boolean {
  return Object.entries(values).some(([name, value]) => {
    const row = definition.properties[name];
    const live = entity[name];
    const isStated = live !== undefined && live !== null && value !== undefined && value !== null;
    return row !== undefined && !row.writeOnly && isStated && !same(row, live, value);
  });
}

/** Whether an entity states one of these values, and none otherwise. */
export function matches(definition: EntityDefinition, values: Plain, entity: Entity): boolean {
  const stated = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  const isSame = stated.some(([name, value]) => {
    const row = definition.properties[name];
    return row !== undefined && entity[name] !== undefined && entity[name] !== null && same(row, entity[name], value);
  });
  return isSame && !contradicts(definition, values, entity);
}

/**
 * Which of the entities that came into being is the one that a create made whose answer was lost. Those of the token's
 * expiry count; among several, those that contradict nothing that was sent.
 * @param alone Whether no other create of this expiry is under way, whose entity could be taken for this one's.
 */
export function findCreated(
  definition: EntityDefinition,
  { expires }: TokenIdentity,
  body: Plain,
  newEntities: readonly Entity[],
  alone: boolean,
): readonly Entity[] {
  const { upload } = definition;
  const dated = withExpiry(definition, expires, newEntities);
  if (dated.length === 1 && alone) return dated;
  const undated = newEntities.filter((entity) => instantOf(entity[upload?.expiry ?? ""]) === undefined);
  const fitting = (entities: readonly Entity[]) => entities.filter((entity) => !contradicts(definition, body, entity));
  const exact = fitting(dated);
  if (exact.length > 0) return exact;
  return dated.length > 0 ? (alone ? dated : []) : fitting(undated);
}
