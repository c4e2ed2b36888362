import { isObject, type Json, type JsonObject, parseJson } from "../json";
import { type Exchange, withBody } from "./exchange";
import type { FaultKind } from "./faultKind";

export const truncatedBody: FaultKind = {
  name: "truncatedBody",
  takes: "",
  does: "the answer's JSON stops in the middle, though the connection doesn't",
  prepare: () => changed((text) => text.slice(0, Math.floor(text.length / 2))),
};

export const emptyBody: FaultKind = {
  name: "emptyBody",
  takes: "",
  does: "all is done, and the answer has no body",
  prepare: () => changed(() => null),
};

export const patch: FaultKind = {
  name: "patch",
  takes: 'set (an object), remove (a list of names), of ("entities" or "answer"; default "entities")',
  does: "the entities of the answer (not an error), or the answer itself, get other properties or lose some",
  prepare: (parameters) => {
    const set = parameters.object("set");
    const remove = parameters.names("remove");
    const of = parameters.oneOf("of", ["entities", "answer"]) ?? "entities";
    const edit = (value: JsonObject) => edited(value, set, remove);
    return changedJson((answer) => (of === "entities" ? ofEntities(answer, edit) : edit(answer)));
  },
};

const spellings = {
  lowerCase: (text: string) => text.toLowerCase(),
  upperCase: (text: string) => text.toUpperCase(),
  NFC: (text: string) => text.normalize("NFC"),
  NFD: (text: string) => text.normalize("NFD"),
} as const;

export const respell: FaultKind = {
  name: "respell",
  takes: 'names (of properties), as ("lowerCase", "upperCase", "NFC" or "NFD")',
  does: "the entities of the answer have these properties in another case or Unicode form, as if they were stored like that",
  prepare: (parameters) => {
    const names = parameters.names("names");
    if (names.length === 0) throw parameters.bad('"names" is missing');
    const as = parameters.oneOf("as", Object.keys(spellings) as readonly (keyof typeof spellings)[]);
    const spell = spellings[parameters.needed("as", as)];
    const respelled = ([name, value]: [string, Json]): [string, Json] =>
      typeof value === "string" && names.includes(name) ? [name, spell(value)] : [name, value];
    return changedJson((answer) =>
      ofEntities(answer, (entity) => Object.fromEntries(Object.entries(entity).map(respelled))),
    );
  },
};

/** The entity with these properties and without those. */
export function edited(entity: JsonObject, set: JsonObject, remove: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries({ ...entity, ...set }).filter(([name]) => !remove.includes(name)));
}

function changed(change: (text: string, exchange: Exchange) => string | null): ReturnType<FaultKind["prepare"]> {
  return async (exchange) => {
    const answer = await exchange.carryOut();
    const text = await answer.text();
    return withBody(answer, text === "" ? null : change(text, exchange));
  };
}

/** Lets the request be carried out, and changes the object that is answered. */
export function changedJson(
  change: (answer: JsonObject, exchange: Exchange) => JsonObject,
): ReturnType<FaultKind["prepare"]> {
  return changed((text, exchange) => {
    const json = parseJson(text);
    return isObject(json) ? JSON.stringify(change(json, exchange)) : text;
  });
}

/** The answer with its entities changed: those of a list, or the one that it is. An error is none. */
function ofEntities(answer: JsonObject, change: (entity: JsonObject) => JsonObject): JsonObject {
  if (isList(answer)) return { ...answer, value: answer.value.map((item) => (isObject(item) ? change(item) : item)) };
  return "error" in answer ? answer : change(answer);
}

export function isList(answer: JsonObject): answer is JsonObject & { readonly value: readonly Json[] } {
  return Array.isArray(answer.value);
}
