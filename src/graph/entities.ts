import type { ApiVersion, EntityDefinition } from "../definitions/entity";
import { displayText } from "../displayText";
import { isObject } from "../json";
import {
  type CollectionRef,
  type Entity,
  entity,
  entityOf,
  ignoreUnreadableSuccess,
  isEntity,
  isNotFound,
  isWritten,
  isWrittenOf,
  keyOfId,
  unexpected,
} from "./entityAnswer";
import { entityPath, queryText, requestBody } from "./entityRequest";
import { GraphError } from "./errors/graphError";
import type { GraphCall } from "./http/request";
import { nextPagePath, readAllPages } from "./paging";
import { retryLimits } from "./retry/limits";

export type { CollectionRef, Entity } from "./entityAnswer";

/** The requests that are made for entities. Every one of them throws GraphError, or UserError of the kind `internal` for a defect. */
export interface GraphEntities {
  /** All entities, from all pages, each of them once. One request a page. `query` holds the query options of the first, such as `$filter`. */
  list(
    definition: CollectionRef,
    version: ApiVersion,
    query?: Readonly<Record<`$${string}`, string>>,
  ): Promise<Entity[]>;
  /** The entity, or undefined when Graph itself answers that there is none of that id (404). */
  get(definition: EntityDefinition, version: ApiVersion, id: string): Promise<Entity | undefined>;
  /** Creates an entity of these properties, and gives it as the service made it. */
  create(definition: EntityDefinition, version: ApiVersion, body: Readonly<Record<string, unknown>>): Promise<Entity>;
  /**
   * Asks for a change of these properties and no others. Gives the entity as the service answers it; undefined when the
   * answer is a success without the entity, which proves nothing: a proxy answers so as well.
   */
  update(
    definition: EntityDefinition,
    version: ApiVersion,
    id: string,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Entity | undefined>;
  delete(definition: EntityDefinition, version: ApiVersion, id: string): Promise<"deleted" | "was already gone">;
  /**
   * Asks for an action that is bound to the entity, for example `syncLicenses`. Gives the entity where the service
   * answers with it (200), and undefined where it doesn't (204).
   */
  act(
    definition: EntityDefinition,
    version: ApiVersion,
    id: string,
    action: string,
    parameters?: Readonly<Record<string, unknown>>,
  ): Promise<Entity | undefined>;
  /**
   * All that a function bound to the collection answers with, from all pages.
   * @param call The function with its parameters, as it stands in a URL: `getLicensesForApp(bundleId='x')`.
   */
  callFunction(definition: CollectionRef, version: ApiVersion, call: string): Promise<unknown[]>;
}

/** The requests for entities, over `send`, which makes a call and gives the answer's JSON; undefined for 204, which has none. */
export function graphEntities(send: (call: GraphCall) => Promise<unknown>, graphEndpoint: string): GraphEntities {
  const call = (
    operation: GraphCall["operation"],
    version: ApiVersion,
    path: string,
    body?: Pick<GraphCall, "body" | "secrets">,
  ): Promise<unknown> => send({ operation, version, path, ...body });

  const pages = (definition: CollectionRef, version: ApiVersion, first: string): Promise<unknown[]> =>
    readAllPages({
      first,
      read: (path) => call("read", version, path),
      pathOf: (link) => nextPagePath(link, graphEndpoint, version),
      unexpected: (expected) => unexpected(definition, expected),
    });

  const entities: GraphEntities = {
    async list(definition, version, query = {}) {
      // No $top: Intune's own page is its largest, and a service that doesn't know the option refuses the list.
      const values = await pages(definition, version, `${definition.collection}${queryText(query)}`);
      return oncePerId(values.map((value) => entity(definition, value)));
    },

    callFunction: (definition, version, text) => pages(definition, version, `${definition.collection}/${text}`),

    async get(definition, version, id) {
      try {
        return entityOf(definition, id, await call("read", version, entityPath(definition, id)));
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    },

    async create(definition, version, body) {
      const sent = requestBody(definition, body);
      const answer = await send({ operation: "create", version, path: definition.collection, ...sent });
      if (!isWritten(definition, answer, sent.body))
        throw unexpected(definition, "a created entity", { outcomeUnknown: true });
      return answer;
    },

    async update(definition, version, id, body) {
      // Documented is 200 with the entity. OData lets a service answer 204, and an answer can be damaged on its way.
      const sent = requestBody(definition, body);
      const answer = await call("update", version, entityPath(definition, id), sent).catch(ignoreUnreadableSuccess);
      return isWrittenOf(definition, id, answer, sent.body) ? answer : undefined;
    },

    async delete(definition, version, id) {
      for (let attempt = 1; ; attempt++) {
        try {
          // Documented is 204. Any other answer need not be Graph's, so the entity itself has to tell.
          const answer = await call("delete", version, entityPath(definition, id)).catch(ignoreUnreadableSuccess);
          if (answer === undefined) return "deleted";
        } catch (error) {
          if (isNotFound(error)) return attempt === 1 ? "was already gone" : "deleted";
          throw error;
        }
        if ((await entities.get(definition, version, id).catch(withUnknownOutcome)) === undefined) return "deleted";
        if (attempt === retryLimits.delete.maxAttempts)
          throw unexpected(definition, "the confirmation that it deleted an entity", { outcomeUnknown: true });
      }
    },

    async act(definition, version, id, action, parameters) {
      const body = parameters && { body: parameters };
      const answer = await call("act", version, `${entityPath(definition, id)}/${action}`, body);
      // Graph's reference shows the entity inside of `value`; OData has it at the top.
      const answered = [answer, isObject(answer) ? answer.value : undefined].find(isEntity);
      const isExpected = answered === undefined ? saysNothing(answer) : isWrittenOf(definition, id, answered);
      if (!isExpected) throw unexpected(definition, `the entity ${displayText(id)}`, { outcomeUnknown: true });
      return answered;
    },
  };
  return entities;
}

/** Pages of a list overlap when it changes between their requests. */
function oncePerId(entities: readonly Entity[]): Entity[] {
  const found = new Map<string, Entity>();
  for (const entity of entities) {
    const id = keyOfId(entity.id);
    if (!found.has(id)) found.set(id, entity);
  }
  return [...found.values()];
}

function withUnknownOutcome(error: unknown): never {
  throw error instanceof GraphError ? error.with({ outcomeUnknown: true }) : error;
}

/** Whether an action was answered without an entity, in a way that OData has for that: 204, or annotations alone. */
function saysNothing(answer: unknown): boolean {
  return answer === undefined || (isObject(answer) && Object.keys(answer).some((name) => name.startsWith("@odata.")));
}
