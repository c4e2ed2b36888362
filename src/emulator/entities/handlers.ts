import { badRequest, unknownEntity } from "../http/errors";
import { isObject, type JsonObject } from "../http/json";
import type { GraphRequest, GraphResponse } from "../http/request";
import type { StoredEntity } from "../tenant/store";
import { effectiveValue, entityResponse, lastModified } from "./entityResponse";
import type { EntityHandler, EntitySet } from "./entitySet";
import { paginate } from "./page";
import { readQuery } from "./query";
import { validateBody, validateChange } from "./validateBody";

export const list: EntityHandler = (request, entitySet) => {
  const { version, url, store, context } = request;
  const query = readQuery(url.searchParams, entitySet.definition, version, "list");
  const all = store.all(entitySet.table);
  const page = paginate(all, query.after, query.top ?? context.settings.pageSize, url);
  return {
    status: 200,
    body: {
      "@odata.context": odataContext(request, entitySet),
      ...(query.count ? { "@odata.count": all.length } : {}),
      ...(page.nextLink === undefined ? {} : { "@odata.nextLink": page.nextLink }),
      value: page.items.map((entity) => entityResponse(entity, entitySet, version, all, context, query.select)),
    },
  };
};

export const get: EntityHandler = (request, entitySet) => {
  const { url, version } = request;
  const { select } = readQuery(url.searchParams, entitySet.definition, version, "entity");
  return entityReply(request, entitySet, 200, requireEntity(request, entitySet), select);
};

export const create: EntityHandler = (request, entitySet) => {
  const { store, context } = request;
  const sent = validatedBody(request, entitySet, "create");
  const stored = toStoredNames(sent, entitySet);
  const known = entitySet.behavior.knownAfterWrite(stored, undefined, context);
  const overrides = entitySet.behavior.overrides(stored, undefined, context);
  const set = { ...toStoredNames(withoutWriteOnly(sent, entitySet), entitySet), ...overrides };
  return entityReply(request, entitySet, 201, store.put(entitySet.table, request.newId(), { set, known }, context.now));
};

export const update: EntityHandler = (request, entitySet) => {
  const { context } = request;
  const before = requireEntity(request, entitySet);
  const sent = validatedBody(request, entitySet, "update");
  assertChangeAllowed(sent, before, entitySet);
  const stored = toStoredNames(sent, entitySet);
  const known = entitySet.behavior.knownAfterWrite(stored, before.known, context);
  const overrides = entitySet.behavior.overrides(stored, before.known, context);
  const set = { ...before.set, ...toStoredNames(withoutWriteOnly(sent, entitySet), entitySet), ...overrides };
  return entityReply(request, entitySet, 200, writeEntity(request, entitySet, before, { set, known }));
};

export const remove: EntityHandler = (request, entitySet) => {
  request.store.delete(entitySet.table, requireEntity(request, entitySet).id);
  return { status: 204 };
};

/** Returns the entity that the path names. Ids are compared without case. @throws EmulatedGraphError (404) */
export function requireEntity({ store, parameters: { id = "" } }: GraphRequest, entitySet: EntitySet): StoredEntity {
  const entity = store.get(entitySet.table, id) ?? store.all(entitySet.table).find((each) => isSameId(each.id, id));
  if (entity === undefined) throw unknownEntity(id);
  return entity;
}

export function isSameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Writes an existing entity, with a time of change later than every change before. */
export function writeEntity(
  { store, context }: GraphRequest,
  entitySet: EntitySet,
  before: StoredEntity,
  content: Pick<StoredEntity, "set" | "known">,
): StoredEntity {
  const time = Math.max(context.now.getTime(), lastModified(before, entitySet, context) + 1);
  return store.put(entitySet.table, before.id, content, new Date(time));
}

/** Returns a response that holds one entity. */
export function entityReply(
  request: GraphRequest,
  entitySet: EntitySet,
  status: 200 | 201,
  entity: StoredEntity,
  select?: readonly string[],
): GraphResponse {
  const { version, store, context } = request;
  const response = entityResponse(entity, entitySet, version, store.all(entitySet.table), context, select);
  return { status, body: { "@odata.context": `${odataContext(request, entitySet)}/$entity`, ...response } };
}

/** Returns the properties that were sent, without annotations. @throws EmulatedGraphError when one isn't accepted */
function validatedBody(
  { body, version }: GraphRequest,
  { definition }: EntitySet,
  purpose: "create" | "update",
): JsonObject {
  if (!isObject(body)) throw badRequest("Unable to read JSON request payload. It must be one JSON object.");
  const error = validateBody(body, definition, version, purpose);
  if (error) throw badRequest(error.reason, error.source);
  return Object.fromEntries(Object.entries(body).filter(([name]) => !name.includes("@")));
}

/** @throws EmulatedGraphError when the request changes a value that can be set only at creation */
function assertChangeAllowed(sent: JsonObject, { set }: StoredEntity, { definition, storedAs }: EntitySet): void {
  const error = validateChange(sent, definition, (name, property) =>
    effectiveValue(set[storedAs?.[name] ?? name], property),
  );
  if (error) throw badRequest(error.reason, error.source);
}

function withoutWriteOnly(sent: JsonObject, { definition }: EntitySet): JsonObject {
  return Object.fromEntries(Object.entries(sent).filter(([name]) => !definition.properties[name]?.writeOnly));
}

/** Returns the same values under the property names of the store's table. */
function toStoredNames(sent: JsonObject, { storedAs }: EntitySet): JsonObject {
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [storedAs?.[name] ?? name, value]));
}

function odataContext({ url, version, parameters }: GraphRequest, entitySet: EntitySet): string {
  const path = entitySet.definition.collection.slice(1).replace(/\/\{(\w+)\}/g, (_, name) => `('${parameters[name]}')`);
  return `${url.origin}/${version}/$metadata#${path}`;
}
