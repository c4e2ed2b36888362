import type { Property } from "../definitions/entity";

/** Whether two values of a property mean the same to the service, though they may be written differently. */
export function semanticEquals(property: Property, a: unknown, b: unknown): boolean {
  return JSON.stringify(canonicalValue(property, a ?? null)) === JSON.stringify(canonicalValue(property, b ?? null));
}

/** One spelling for all values that mean the same. A value of another type than the row's means only itself. */
export function canonicalValue(property: Property, value: unknown): unknown {
  if (property.equality === "set") return members(property, value);
  if (typeof value !== "string") return value;
  const text = value.normalize("NFC");
  if (property.equality === "ignoreCase") return text.toLowerCase();
  return property.type === "DateTimeOffset" ? second(text) : text;
}

/** A set in one order. Nothing, or an empty set, means the default that the service puts in its place. */
function members({ emptyMeans }: Property, value: unknown): unknown {
  const given = value ?? [];
  if (!Array.isArray(given) || (value === null && emptyMeans === undefined)) return value;
  const set = given.length === 0 ? (emptyMeans ?? []) : given;
  const spelled = set.map((each: unknown) => JSON.stringify(typeof each === "string" ? each.normalize("NFC") : each));
  return [...new Set(spelled)].sort();
}

/** Offsets and fractions of a second differ between what Apple writes and what Graph answers. */
function second(date: string): unknown {
  const milliseconds = Date.parse(date);
  return Number.isNaN(milliseconds) ? date : Math.floor(milliseconds / 1000);
}
