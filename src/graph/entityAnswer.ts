import type { EntityDefinition } from "../definitions/entity";
import { displayText } from "../displayText";
import { type FailureFacts, GraphFailure } from "./failure";
import { isObject } from "./json";

/** An entity as Graph gives it. */
export type Entity = Readonly<Record<string, unknown>> & { readonly id: string };

/** What is needed of a definition for a list. */
export type Listed = Pick<EntityDefinition, "collection" | "odataType">;

/** The entity that was answered. @throws GraphFailure when the answer is something else */
export function entity(definition: Listed, value: unknown): Entity {
  if (!isEntity(value)) throw unexpected(definition, "an entity with an id");
  return value;
}

export function isEntity(value: unknown): value is Entity {
  return isObject(value) && typeof value.id === "string" && value.id !== "";
}

/**
 * The entity of that id that was answered. Ids are compared without case, as the service compares them.
 * @throws GraphFailure when the answer is something else, another entity included
 */
export function entityOf(definition: Listed, id: string, value: unknown): Entity {
  const answered = entity(definition, value);
  if (!isSameId(answered.id, id)) throw unexpected(definition, `the entity ${displayText(id)}`);
  return answered;
}

/**
 * Whether it is an entity as only Graph writes one after a write: with annotations of OData's, or with what the service alone
 * sets. Whatever else answers may have an id as well, or repeat what it was sent.
 */
export function isWritten({ properties }: EntityDefinition, value: unknown): value is Entity {
  const isGraphs = (name: string) =>
    name.startsWith("@odata.") || (Object.hasOwn(properties, name) && properties[name]?.setBy === "service");
  return isEntity(value) && Object.keys(value).some(isGraphs);
}

/** The same for the entity of that id. */
export function isWrittenOf(definition: EntityDefinition, id: string, value: unknown): value is Entity {
  return isWritten(definition, value) && isSameId(value.id, id);
}

/** Whether two ids name the same entity. */
export function isSameId(one: string, other: string): boolean {
  return keyOfId(one) === keyOfId(other);
}

/** The same for all spellings of an id: a program, a state or the service may write it in capitals. */
export function keyOfId(id: string): string {
  return id.toLowerCase();
}

/** The failure of an answer that is not what was expected. */
export function unexpected(
  definition: Listed,
  expected: string,
  facts: Pick<FailureFacts, "ambiguous"> = {},
): GraphFailure {
  return new GraphFailure({
    ...facts,
    status: 200,
    graphMessage: `the answer is not ${expected} of the type ${definition.odataType}: is graphEndpoint the address of Microsoft Graph?`,
  });
}

/** A 404 with Graph's own error. One with a page of a proxy's, or with nothing, says nothing about the entity. */
export function isGone(error: unknown): boolean {
  return error instanceof GraphFailure && error.status === 404 && error.answeredByGraph;
}

/** What stands for an answer that is a success by its status, and can't be read. */
export const unreadable = Symbol("an unreadable success");

/** `unreadable`, when that is how the change was answered. @throws any other failure */
export function unlessUnreadable(error: unknown): typeof unreadable {
  if (error instanceof GraphFailure && error.status !== undefined && error.status < 300) return unreadable;
  throw error;
}
