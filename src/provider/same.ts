import type { Property } from "../definitions/entity";

/** Whether two values of a property mean the same to the service, though they may be written differently. */
export function same(property: Property, a: unknown, b: unknown): boolean {
  return JSON.stringify(meaning(property, a ?? null)) === JSON.stringify(meaning(property, b ?? null));
}

/** One spelling for all values that mean the same. A value of another type than the row's means only itself. */
export function meaning(property: Property, value: unknown): unknown {
  if (property.sameWhen === "equal as sets") return members(property, value);
  if (typeof value !== "string") return value;
  const text = value.normalize("NFC");
  if (property.sameWhen === "equal but for case") return text.toLowerCase();
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
