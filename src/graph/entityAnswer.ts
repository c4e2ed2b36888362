import type { EntityDefinition } from "../definitions/entity";
import { displayText } from "../displayText";
import { isObject } from "../json";
import { GraphError, type GraphErrorFacts } from "./errors/graphError";

/** An entity as Graph gives it. */
export type Entity = Readonly<Record<string, unknown>> & { readonly id: string };

/** What is needed of a definition for a list. */
export type CollectionRef = Pick<EntityDefinition, "collection" | "odataType">;

/** The entity that was answered. @throws GraphError when the answer is something else */
export function entity(definition: CollectionRef, value: unknown): Entity {
  if (!isEntity(value)) throw unexpected(definition, "an entity with an id");
  return value;
}

export function isEntity(value: unknown): value is Entity {
  return isObject(value) && typeof value.id === "string" && value.id !== "";
}

/**
 * The entity of that id that was answered. Ids are compared without case, as the service compares them.
 * @throws GraphError when the answer is something else, another entity included
 */
export function entityOf(definition: CollectionRef, id: string, value: unknown): Entity {
  const answered = entity(definition, value);
  if (!isSameId(answered.id, id)) throw unexpected(definition, `the entity ${displayText(id)}`);
  return answered;
}

/**
 * Whether it is an entity as only Graph writes one after a write: with OData annotations, or with what only the service
 * sets. Anything else that answers may have an id as well, or repeat what it was sent.
 * @param sent The body of the write: its annotation of the type comes back in an echo.
 */
export function isWritten({ properties }: EntityDefinition, value: unknown, sent: object = {}): value is Entity {
  const isGraphs = (name: string) =>
    name.startsWith("@odata.") || (Object.hasOwn(properties, name) && properties[name]?.access === "service");
  return isEntity(value) && Object.keys(value).some((name) => isGraphs(name) && !Object.hasOwn(sent, name));
}

/** The same for the entity of that id. */
export function isWrittenOf(definition: EntityDefinition, id: string, value: unknown, sent?: object): value is Entity {
  return isWritten(definition, value, sent) && isSameId(value.id, id);
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
  definition: CollectionRef,
  expected: string,
  facts: Pick<GraphErrorFacts, "outcomeUnknown"> = {},
): GraphError {
  return new GraphError({
    ...facts,
    status: 200,
    graphMessage: `the answer is not ${expected} of the type ${definition.odataType}. Check that graphEndpoint is the address of Microsoft Graph`,
  });
}

/** Whether it is a 404 in which Graph itself says that there is no such entity. */
export function isNotFound(error: unknown): boolean {
  return error instanceof GraphError && error.saysNotFound;
}

/** What stands for an answer that is a success by its status, and can't be read. */
export const unreadableSuccess = Symbol("an unreadable success");

/** `unreadableSuccess`, when that is how the change was answered. @throws any other failure */
export function ignoreUnreadableSuccess(error: unknown): typeof unreadableSuccess {
  if (error instanceof GraphError && error.status !== undefined && error.status < 300) return unreadableSuccess;
  throw error;
}
