import { isObject, type Json, type JsonObject, parseJson } from "../http/json";
import { type FaultContext, type FaultKind, withBody } from "./fault";

export const truncatedBody: FaultKind = {
  name: "truncatedBody",
  parameterHelp: "",
  description: "the answer's JSON stops in the middle, though the connection doesn't",
  createFault: () => changeBody((text) => text.slice(0, Math.floor(text.length / 2))),
};

export const emptyBody: FaultKind = {
  name: "emptyBody",
  parameterHelp: "",
  description: "all is done, and the answer has no body",
  createFault: () => changeBody(() => null),
};

export const patch: FaultKind = {
  name: "patch",
  parameterHelp: 'set (an object), remove (a list of names), of ("entities" or "answer"; default "entities")',
  description: "the entities of the answer (not an error), or the answer itself, get other properties or lose some",
  createFault: (parameters) => {
    const set = parameters.object("set");
    const remove = parameters.names("remove");
    const of = parameters.oneOf("of", ["entities", "answer"]) ?? "entities";
    const edit = (value: JsonObject) => editEntity(value, set, remove);
    return changeJsonBody((answer) => (of === "entities" ? mapEntities(answer, edit) : edit(answer)));
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
  parameterHelp: 'names (of properties), as ("lowerCase", "upperCase", "NFC" or "NFD")',
  description:
    "the entities of the answer have these properties in another case or Unicode form, as if they were stored like that",
  createFault: (parameters) => {
    const names = parameters.names("names");
    if (names.length === 0) throw parameters.invalid('"names" is missing');
    const as = parameters.oneOf("as", Object.keys(spellings) as readonly (keyof typeof spellings)[]);
    const spell = spellings[parameters.required("as", as)];
    const respelled = ([name, value]: [string, Json]): [string, Json] =>
      typeof value === "string" && names.includes(name) ? [name, spell(value)] : [name, value];
    return changeJsonBody((answer) =>
      mapEntities(answer, (entity) => Object.fromEntries(Object.entries(entity).map(respelled))),
    );
  },
};

/** Returns the entity with the properties of `set` and without those in `remove`. */
function editEntity(entity: JsonObject, set: JsonObject, remove: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries({ ...entity, ...set }).filter(([name]) => !remove.includes(name)));
}

function changeBody(
  change: (text: string, context: FaultContext) => string | null,
): ReturnType<FaultKind["createFault"]> {
  return async (context) => {
    const answer = await context.proceed();
    const text = await answer.text();
    return withBody(answer, text === "" ? null : change(text, context));
  };
}

/** Carries the request out, and changes the object in the response. */
export function changeJsonBody(
  change: (answer: JsonObject, context: FaultContext) => JsonObject,
): ReturnType<FaultKind["createFault"]> {
  return changeBody((text, context) => {
    const json = parseJson(text);
    return isObject(json) ? JSON.stringify(change(json, context)) : text;
  });
}

/** Changes the entities in a response: those of a list, or the response itself. Errors stay as they are. */
function mapEntities(answer: JsonObject, change: (entity: JsonObject) => JsonObject): JsonObject {
  if (isList(answer)) return { ...answer, value: answer.value.map((item) => (isObject(item) ? change(item) : item)) };
  return "error" in answer ? answer : change(answer);
}

export function isList(answer: JsonObject): answer is JsonObject & { readonly value: readonly Json[] } {
  return Array.isArray(answer.value);
}
