/** A value as JSON can carry it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

/** Parses JSON. @throws SyntaxError, whose message may quote the text */
export function parseJson(text: string): Json {
  return JSON.parse(text);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns the value when it is a string that isn't empty. */
export function nonEmptyString(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Returns the objects in a list; an empty list when the value is anything else. */
export function objectsIn(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter((item: Json) => isObject(item)) : [];
}

/** Formats an instant as Intune writes the times of its own actions, in UTC with seven digits: `2026-11-21T07:35:09.1230000Z`. */
export function formatPreciseDateTime(instant: number): string {
  return new Date(instant).toISOString().replace("Z", "0000Z");
}

/** Formats an instant as Graph writes it, in UTC and whole seconds: `2027-05-01T17:00:00Z`. */
export function formatDateTime(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
