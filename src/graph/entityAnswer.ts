import type { EntityDefinition } from "../definitions/entity";
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
  if (!isSameId(answered.id, id)) throw unexpected(definition, `the entity ${id}`);
  return answered;
}

export function isEntityOf(id: string, value: unknown): value is Entity {
  return isEntity(value) && isSameId(value.id, id);
}

/** Whether two ids name the same entity. */
export function isSameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
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

/** Whether it is a 404 with Graph's own error. One with a proxy's page, or without a body, proves nothing. */
export function isNotFound(error: unknown): boolean {
  return error instanceof GraphError && error.status === 404 && error.answeredByGraph;
}

/** Nothing, when the change was answered with success, though in a way that can't be read. @throws any other failure */
export function ignoreUnreadableSuccess(error: unknown): undefined {
  if (error instanceof GraphError && error.status !== undefined && error.status < 300) return undefined;
  throw error;
}
