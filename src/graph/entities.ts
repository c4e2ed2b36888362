import type { ApiVersion, EntityDefinition } from "../definitions/entity";
import { allPages } from "./allPages";
import { type Entity, entity, isEntity, isGone, type Listed, unexpected, unlessMade } from "./entityAnswer";
import { content, item, queryText } from "./entityRequest";
import { GraphFailure } from "./failure";
import { isObject } from "./json";
import { nextPage } from "./nextPage";
import type { GraphCall } from "./request";

export type { Entity, Listed } from "./entityAnswer";

/** The requests that are made for entities. Every one of them throws GraphFailure, and nothing else. */
export interface GraphEntities {
  /** All entities, from all pages. One request a page. `query` holds the query options of the first, such as `$filter`. */
  list(definition: Listed, version: ApiVersion, query?: Readonly<Record<`$${string}`, string>>): Promise<Entity[]>;
  /** The entity, or undefined when there is none of that id (404). */
  get(definition: EntityDefinition, version: ApiVersion, id: string): Promise<Entity | undefined>;
  /** Creates an entity of these properties, and gives it as the service made it. */
  create(definition: EntityDefinition, version: ApiVersion, body: Readonly<Record<string, unknown>>): Promise<Entity>;
  /** Changes these properties and no others, and gives the entity as it is then. */
  update(
    definition: EntityDefinition,
    version: ApiVersion,
    id: string,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Entity>;
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
  callFunction(definition: Listed, version: ApiVersion, call: string): Promise<unknown[]>;
}

/**
 * The requests for entities, over `send`, which makes a call and gives the answer's JSON.
 *
 * All but creating bear repetition: a second update, deletion or action comes to the same as the first (a sync syncs
 * once more, a revocation finds nothing left to revoke), and a second creation would make a second entity.
 */
export function graphEntities(send: (call: GraphCall) => Promise<unknown>, graphEndpoint: string): GraphEntities {
  const call = (
    method: GraphCall["method"],
    version: ApiVersion,
    path: string,
    body?: Pick<GraphCall, "body" | "secrets">,
  ): Promise<unknown> => send({ method, version, path, ...body, bearsRepetition: true });

  const pages = (definition: Listed, version: ApiVersion, first: string): Promise<unknown[]> =>
    allPages({
      first,
      read: (path) => call("get", version, path),
      pathOf: (link) => nextPage(link, graphEndpoint, version),
      unexpected: (expected) => unexpected(definition, expected),
    });

  const entities: GraphEntities = {
    async list(definition, version, query = {}) {
      // No $top: Intune's own page is its largest, and a service that doesn't know the option refuses the list.
      const values = await pages(definition, version, `${definition.collection}${queryText(query)}`);
      return values.map((value) => entity(definition, value));
    },

    callFunction: (definition, version, text) => pages(definition, version, `${definition.collection}/${text}`),

    async get(definition, version, id) {
      try {
        return entity(definition, await call("get", version, item(definition, id)));
      } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
      }
    },

    async create(definition, version, body) {
      const answer = await send({
        method: "post",
        version,
        path: definition.collection,
        ...content(definition, body),
        bearsRepetition: false,
      });
      if (!isEntity(answer)) throw unexpected(definition, "an entity with an id", { ambiguous: true });
      return answer;
    },

    async update(definition, version, id, body) {
      const path = item(definition, id);
      const answer = await call("patch", version, path, content(definition, body)).catch(unlessMade);
      if (isEntity(answer)) return answer;
      // Documented is 200 with the entity. OData lets a service answer 204, and an answer can be damaged on its way:
      // the change was made, so the entity is fetched.
      try {
        return entity(definition, await call("get", version, path));
      } catch (error) {
        if (!(error instanceof GraphFailure)) throw error;
        const effort = ["The change was answered with success; reading it back failed.", error.effort ?? ""];
        throw error.with({ ambiguous: true, effort: effort.join(" ").trim() });
      }
    },

    async delete(definition, version, id) {
      try {
        await call("delete", version, item(definition, id));
        return "deleted";
      } catch (error) {
        if (isGone(error)) return "was already gone";
        throw error;
      }
    },

    async act(definition, version, id, action, parameters) {
      const body = parameters && { body: parameters };
      const answer = await call("post", version, `${item(definition, id)}/${action}`, body);
      // Graph's reference shows the entity inside of `value`; OData has it at the top.
      return [answer, isObject(answer) ? answer.value : undefined].find(isEntity);
    },
  };
  return entities;
}
