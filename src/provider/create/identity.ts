import { knownTime } from "../../apple/tokenLife";
import type { EntityDefinition, Property } from "../../definitions/entity";
import type { Entity } from "../../graph/entities";
import { isSameSecond } from "../dates";
import { semanticEquals } from "../equality";
import type { PropertyMap } from "../propertyMap";
import type { StoredToken } from "../upload/storedToken";

/**
 * By what a token is known in what the service tells of its entities: its expiry, to the second. Organization and account
 * are written by people: they may be null, lag, or change case, and only tell several candidates apart.
 */
export interface TokenIdentity {
  readonly expires: string;
  /** What the entity would show beside it: the declared name of the organization, else the token's own; the account. */
  readonly traits: PropertyMap;
}

/** Undefined where the arguments say nothing of the token's expiry. */
export function identityOf(
  { upload }: EntityDefinition,
  token: StoredToken | undefined,
  newInputs: PropertyMap,
): TokenIdentity | undefined {
  if (token?.expires === undefined) return undefined;
  const traits = {
    [upload.organization]: newInputs[upload.organization] ?? token.organization,
    [upload.account]: newInputs[upload.account],
  };
  return { expires: token.expires, traits };
}

/** The entities whose token expires at that second. */
export function withExpiry<T extends PropertyMap>(
  { upload }: EntityDefinition,
  expires: string,
  entities: readonly T[],
): readonly T[] {
  const second = (value: unknown) => Math.floor((knownTime(value) ?? Number.NaN) / 1000);
  return entities.filter((entity) => second(entity[upload.expiry]) === second(expires));
}

/** Whether an entity states another value for one of these. What it doesn't state contradicts nothing. */
export function contradicts(definition: EntityDefinition, values: PropertyMap, entity: PropertyMap): boolean {
  return contradicted(definition, values, entity).length > 0;
}

/** The names of those values for which an entity states another one. */
function contradicted(definition: EntityDefinition, values: PropertyMap, entity: PropertyMap): string[] {
  return Object.keys(values).filter((name) => compared(definition, name, values, entity) === "differs");
}

/**
 * Whether an entity is rather another token's than this one's: wherever it contradicts this one, it states what is known of
 * the other, and it contradicts that nowhere.
 */
export function matchesBetter(
  definition: EntityDefinition,
  other: PropertyMap,
  own: PropertyMap,
  entity: PropertyMap,
): boolean {
  const names = contradicted(definition, own, entity);
  const isOthers = names.every((name) => compared(definition, name, other, entity) === "same");
  return names.length > 0 && isOthers && !contradicts(definition, other, entity);
}

/**
 * Whether an entity whose expiry isn't known may hold the token: it states the token's account and contradicts nothing that
 * is known of it. Too many entities state nothing.
 */
export function mayHold(definition: EntityDefinition, { traits }: TokenIdentity, entity: PropertyMap): boolean {
  const { account } = definition.upload;
  return compared(definition, account, traits, entity) === "same" && !contradicts(definition, traits, entity);
}

/** The entities of which the service doesn't tell when their token expires. */
export function withoutExpiry<T extends PropertyMap>(
  { upload }: EntityDefinition,
  entities: readonly T[],
): readonly T[] {
  return entities.filter((entity) => knownTime(entity[upload.expiry]) === undefined);
}

function compared(
  { properties }: EntityDefinition,
  name: string,
  values: PropertyMap,
  entity: PropertyMap,
): "same" | "differs" | "unknown" {
  const row = Object.hasOwn(properties, name) ? properties[name] : undefined;
  const [value, live] = [values[name], entity[name]];
  if (row === undefined || row.writeOnly || (value ?? undefined) === undefined || (live ?? undefined) === undefined)
    return "unknown";
  return semanticEquals(row, withoutCase(row, live), withoutCase(row, value)) ? "same" : "differs";
}

/** People and the service write names in either case. */
function withoutCase({ type }: Property, value: unknown): unknown {
  return type === "String" && typeof value === "string" ? value.toLowerCase() : value;
}

/** A create that was sent. */
export interface SentCreate {
  readonly identity: TokenIdentity;
  readonly body: PropertyMap;
}

/** What was found of a create whose answer was lost. */
export interface Created {
  /** The entity that it made, where that is certain. */
  readonly entity?: Entity;
  /** The entities of which one may be it. */
  readonly candidates: readonly Entity[];
}

/**
 * Which of the entities that came into being is the one that a create made whose answer was lost. Those of the token's
 * expiry count, or else those without a date; among several, those that contradict nothing that was sent.
 * @param others Other creates of which it isn't known yet what they made. What they could have made is nobody's.
 */
export function findCreated(
  definition: EntityDefinition,
  own: SentCreate,
  newEntities: readonly Entity[],
  others: readonly SentCreate[],
): Created {
  const matches = ({ body }: SentCreate, entity: Entity) => !contradicts(definition, body, entity);
  const { expires } = own.identity;
  const rivals = others.filter(({ identity }) => isSameSecond(identity.expires, expires));
  const dated = withExpiry(definition, expires, newEntities);
  const [first, ...more] = dated;
  if (first && more.length === 0 && rivals.length === 0) return { entity: first, candidates: dated };
  const exact = dated.filter((entity) => matches(own, entity));
  if (exact.length > 0) return certain(exact, (entity) => !rivals.some((rival) => matches(rival, entity)));
  // One of another account may be it, unless it is what another create made.
  const leftOver = dated.filter((entity) => !rivals.some((rival) => matches(rival, entity)));
  if (leftOver.length > 0) return { candidates: leftOver };
  const undated = withoutExpiry(definition, newEntities).filter((entity) => matches(own, entity));
  return certain(undated, (entity) => !others.some((other) => matches(other, entity)));
}

/** A single candidate, if nobody else has a claim to it. */
function certain(candidates: readonly Entity[], isUncontested: (entity: Entity) => boolean): Created {
  const [entity, ...more] = candidates;
  return entity && more.length === 0 && isUncontested(entity) ? { entity, candidates } : { candidates };
}
