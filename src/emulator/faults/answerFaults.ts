import { isObject, type Json, type JsonObject, parseJson } from "../json";
import { withBody } from "./exchange";
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
  does: "the entities of the answer, or the answer itself, get other properties or lose some",
  prepare: (parameters) => {
    const set = parameters.object("set");
    const remove = parameters.names("remove");
    const of = parameters.oneOf("of", ["entities", "answer"]) ?? "entities";
    const edit = (value: Json): Json => (isObject(value) ? edited(value, set, remove) : value);
    return changedJson((answer) =>
      of === "entities" && isList(answer) ? { ...answer, value: answer.value.map(edit) } : edit(answer),
    );
  },
};

export const hideNewest: FaultKind = {
  name: "hideNewest",
  takes: "",
  does: "a list lacks its newest entity, as the lists of Intune do for a while",
  prepare: () =>
    changedJson((answer) =>
      isList(answer) && answer["@odata.nextLink"] === undefined
        ? { ...answer, value: answer.value.slice(0, -1) }
        : answer,
    ),
};

/** The entity with these properties and without those. */
export function edited(entity: JsonObject, set: JsonObject, remove: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries({ ...entity, ...set }).filter(([name]) => !remove.includes(name)));
}

function changed(change: (text: string) => string | null): ReturnType<FaultKind["prepare"]> {
  return async ({ carryOut }) => {
    const answer = await carryOut();
    const text = await answer.text();
    return withBody(answer, text === "" ? null : change(text));
  };
}

function changedJson(change: (answer: JsonObject) => Json): ReturnType<FaultKind["prepare"]> {
  return changed((text) => {
    const json = parseJson(text);
    return isObject(json) ? JSON.stringify(change(json)) : text;
  });
}

function isList(answer: JsonObject): answer is JsonObject & { readonly value: readonly Json[] } {
  return Array.isArray(answer.value);
}
