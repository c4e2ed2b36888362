import { answerOf, effective, modifiedOf } from "./answer";
import { badRequest, unknownEntity } from "./errors";
import { isObject, type JsonObject } from "./json";
import { pageOf } from "./page";
import { readQuery } from "./query";
import type { GraphReply, GraphRequest } from "./request";
import type { EntityHandler, ServedEntity } from "./servedEntity";
import type { StoredEntity } from "./store";
import { refusalOf, refusalOfChange } from "./validate";

export const list: EntityHandler = (request, served) => {
  const { version, url, store, moment } = request;
  const query = readQuery(url.searchParams, served.definition, version, "list");
  const all = store.all(served.table);
  const page = pageOf(all, query.after, query.top ?? moment.settings.pageSize, url);
  return {
    status: 200,
    body: {
      "@odata.context": contextOf(request, served),
      ...(query.count ? { "@odata.count": all.length } : {}),
      ...(page.nextLink === undefined ? {} : { "@odata.nextLink": page.nextLink }),
      value: page.items.map((entity) => answerOf(entity, served, version, all, moment, query.select)),
    },
  };
};

export const get: EntityHandler = (request, served) => {
  const { url, version } = request;
  const { select } = readQuery(url.searchParams, served.definition, version, "entity");
  return replyWith(request, served, 200, existing(request, served), select);
};

export const create: EntityHandler = (request, served) => {
  const { store, moment } = request;
  const sent = accepted(request, served, "create");
  const stored = asStored(sent, served);
  const known = served.behaviour.learn(stored, undefined, moment);
  const overrides = served.behaviour.overrides(stored, undefined, moment);
  const set = { ...asStored(withoutSecrets(sent, served), served), ...overrides };
  return replyWith(request, served, 201, store.put(served.table, request.newId(), { set, known }, moment.now));
};

export const update: EntityHandler = (request, served) => {
  const { moment } = request;
  const before = existing(request, served);
  const sent = accepted(request, served, "update");
  refuseChange(sent, before, served);
  const stored = asStored(sent, served);
  const known = served.behaviour.learn(stored, before.known, moment);
  const overrides = served.behaviour.overrides(stored, before.known, moment);
  const set = { ...before.set, ...asStored(withoutSecrets(sent, served), served), ...overrides };
  return replyWith(request, served, 200, write(request, served, before, { set, known }));
};

export const remove: EntityHandler = (request, served) => {
  request.store.delete(served.table, existing(request, served).id);
  return { status: 204 };
};

/** The entity that the path names. Ids are compared without case. */
export function existing({ store, parameters: { id = "" } }: GraphRequest, served: ServedEntity): StoredEntity {
  const entity = store.get(served.table, id) ?? store.all(served.table).find((each) => isSameId(each.id, id));
  if (entity === undefined) throw unknownEntity(id);
  return entity;
}

export function isSameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Writes an entity that exists, later than anything that changed it before. */
export function write(
  { store, moment }: GraphRequest,
  served: ServedEntity,
  before: StoredEntity,
  content: Pick<StoredEntity, "set" | "known">,
): StoredEntity {
  const time = Math.max(moment.now.getTime(), modifiedOf(before, served, moment) + 1);
  return store.put(served.table, before.id, content, new Date(time));
}

/** An answer that holds one entity. */
export function replyWith(
  request: GraphRequest,
  served: ServedEntity,
  status: 200 | 201,
  entity: StoredEntity,
  select?: readonly string[],
): GraphReply {
  const { version, store, moment } = request;
  const answer = answerOf(entity, served, version, store.all(served.table), moment, select);
  return { status, body: { "@odata.context": `${contextOf(request, served)}/$entity`, ...answer } };
}

/** The properties that were sent, once nothing speaks against them. */
function accepted(
  { body, version }: GraphRequest,
  { definition }: ServedEntity,
  purpose: "create" | "update",
): JsonObject {
  if (!isObject(body)) throw badRequest("Unable to read JSON request payload. It must be one JSON object.");
  const refusal = refusalOf(body, definition, version, purpose);
  if (refusal) throw badRequest(refusal.reason, refusal.speaker);
  return Object.fromEntries(Object.entries(body).filter(([name]) => !name.includes("@")));
}

/** @throws GraphError when a value would change that is set at creation only. */
function refuseChange(sent: JsonObject, { set }: StoredEntity, { definition, storedAs }: ServedEntity): void {
  const refusal = refusalOfChange(sent, definition, (name, property) =>
    effective(set[storedAs?.[name] ?? name], property),
  );
  if (refusal) throw badRequest(refusal.reason, refusal.speaker);
}

function withoutSecrets(sent: JsonObject, { definition }: ServedEntity): JsonObject {
  return Object.fromEntries(Object.entries(sent).filter(([name]) => !definition.properties[name]?.writeOnly));
}

/** The same under the names of the store's table. */
function asStored(sent: JsonObject, { storedAs }: ServedEntity): JsonObject {
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [storedAs?.[name] ?? name, value]));
}

function contextOf({ url, version, parameters }: GraphRequest, served: ServedEntity): string {
  const path = served.definition.collection.slice(1).replace(/\/\{(\w+)\}/g, (_, name) => `('${parameters[name]}')`);
  return `${url.origin}/${version}/$metadata#${path}`;
}
