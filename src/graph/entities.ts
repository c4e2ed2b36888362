import type { Client } from "@microsoft/microsoft-graph-client";
import type { ApiVersion, EntityDefinition } from "../definitions/entity";
import { GraphFailure, notGraph } from "./failure";
import { isObject } from "./json";
import { nextPage } from "./nextPage";
import { request } from "./request";

/** An entity as Graph gives it. */
export type Entity = Readonly<Record<string, unknown>> & { readonly id: string };

/** The requests that are made for entities. Every one of them throws GraphFailure, and nothing else. */
export interface GraphEntities {
  /** All entities, from all pages. One request a page. */
  list(definition: EntityDefinition, version: ApiVersion): Promise<Entity[]>;
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

  const entities: GraphEntities = {
    async list(definition, version) {
      const found: Entity[] = [];
      const visited = new Set<string>();
      // No $top: Intune's own page is its largest, and a service that doesn't know the option refuses the list.
      let path: string | undefined = definition.collection;
      while (path !== undefined) {
        if (visited.has(path)) throw unexpected(definition, "a list that ends");
        visited.add(path);
        const page = await call("get", version, path);
        if (!isObject(page) || !Array.isArray(page.value)) throw unexpected(definition, "a list");
        const values: readonly unknown[] = page.value;
        found.push(...values.map((value) => entity(definition, value)));
        const link = page["@odata.nextLink"];
        path = typeof link === "string" ? nextPage(link, graphEndpoint, version) : undefined;
      }
      return found;
    },

    async get(definition, version, id) {
      try {
        return entity(definition, await call("get", version, item(definition, id)));
      } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
      }
    },

    async create(definition, version, body) {
      return entity(definition, await call("post", version, definition.collection, content(definition, body)));
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
  };
  return entities;
}

/** A 404 of Graph's. One with a page of a proxy's says nothing about the entity. */
function isGone(error: unknown): boolean {
  return error instanceof GraphFailure && error.status === 404 && error.code !== notGraph;
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

function entity(definition: EntityDefinition, value: unknown): Entity {
  if (!isObject(value)) throw unexpected(definition, "an entity");
  const { id } = value;
  if (typeof id !== "string" || id === "") throw unexpected(definition, "an entity with an id");
  return { ...value, id };
}

function unexpected(definition: EntityDefinition, expected: string): GraphFailure {
  return new GraphFailure({
    graphMessage: `the answer is not ${expected} of the type ${definition.odataType}: is graphEndpoint the address of Microsoft Graph?`,
  });
}
