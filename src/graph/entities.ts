import type { Client } from "@microsoft/microsoft-graph-client";
import type { ApiVersion, EntityDefinition } from "../definitions/entity";
import { allPages } from "./allPages";
import { type FailureFacts, GraphFailure, notGraph } from "./failure";
import { isObject } from "./json";
import { nextPage } from "./nextPage";
import { request } from "./request";

/** An entity as Graph gives it. */
export type Entity = Readonly<Record<string, unknown>> & { readonly id: string };

/** What is needed of a definition for a list. */
export type Listed = Pick<EntityDefinition, "collection" | "odataType">;

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

/** The place where requests are made. */
export function graphEntities(client: Client, graphEndpoint: string, timeLimitSeconds: number): GraphEntities {
  const call = (
    method: "get" | "post" | "patch" | "delete",
    version: ApiVersion,
    path: string,
    body?: { readonly content: Readonly<Record<string, unknown>>; readonly secrets: readonly string[] },
  ): Promise<unknown> =>
    request(
      client,
      { method, version, path, ...(body === undefined ? {} : { body: body.content, secrets: body.secrets }) },
      timeLimitSeconds,
    );

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
      const answer = await call("post", version, definition.collection, content(definition, body));
      if (!isEntity(answer)) throw unexpected(definition, "an entity with an id", { ambiguous: true });
      return answer;
    },

    async update(definition, version, id, body) {
      const answer = await call("patch", version, item(definition, id), content(definition, body));
      // Documented is 200 with the entity; OData lets a service answer 204, and then the entity has to be fetched.
      return entity(definition, answer ?? (await call("get", version, item(definition, id))));
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
      const body = parameters && { content: parameters, secrets: [] };
      const answer = await call("post", version, `${item(definition, id)}/${action}`, body);
      // Graph's reference shows the entity inside of `value`; OData has it at the top.
      return [answer, isObject(answer) ? answer.value : undefined].find(isEntity);
    },
  };
  return entities;
}

/** A 404 of Graph's. One with a page of a proxy's says nothing about the entity. */
function isGone(error: unknown): boolean {
  return error instanceof GraphFailure && error.status === 404 && error.code !== notGraph;
}

function queryText(query: Readonly<Record<string, string>>): string {
  const options = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return options.length === 0 ? "" : `?${options.join("&")}`;
}

function item(definition: EntityDefinition, id: string): string {
  // fetch() resolves dots, and nothing would be left of the item but its collection.
  if (id === "" || id === "." || id === "..") {
    throw new GraphFailure({ graphMessage: `"${id}" is not the id of a ${definition.label}` });
  }
  return `${definition.collection}/${encodeURIComponent(id)}`;
}

function content(definition: EntityDefinition, body: Readonly<Record<string, unknown>>) {
  const secrets = Object.entries(body).flatMap(([name, value]) =>
    definition.properties[name]?.writeOnly && typeof value === "string" ? [value] : [],
  );
  return { content: { "@odata.type": definition.odataType, ...body }, secrets };
}

function entity(definition: Listed, value: unknown): Entity {
  if (!isEntity(value)) throw unexpected(definition, "an entity with an id");
  return value;
}

function isEntity(value: unknown): value is Entity {
  return isObject(value) && typeof value.id === "string" && value.id !== "";
}

function unexpected(definition: Listed, expected: string, facts: Pick<FailureFacts, "ambiguous"> = {}): GraphFailure {
  return new GraphFailure({
    ...facts,
    graphMessage: `the answer is not ${expected} of the type ${definition.odataType}: is graphEndpoint the address of Microsoft Graph?`,
  });
}
