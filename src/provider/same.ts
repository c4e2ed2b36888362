import type { Property } from "../definitions/entity";

/** Whether two values of a property mean the same to the service, though they may be written differently. */
export function same(property: Property, a: unknown, b: unknown): boolean {
  return JSON.stringify(meaning(property, a ?? null)) === JSON.stringify(meaning(property, b ?? null));
}

/** One spelling for all values that mean the same. A value of another type than the row's means only itself. */
function meaning(property: Property, value: unknown): unknown {
  if (Array.isArray(value) && property.sameWhen === "equal as sets")
    return [...new Set(value.map((each) => JSON.stringify(each)))].sort();
  if (typeof value !== "string") return value;
  if (property.sameWhen === "equal but for case") return value.toLowerCase();
  return property.type === "DateTimeOffset" ? second(value) : value;
}

/** Offsets and fractions of a second differ between what Apple writes and what Graph answers. */
function second(date: string): unknown {
  const milliseconds = Date.parse(date);
  return Number.isNaN(milliseconds) ? date : Math.floor(milliseconds / 1000);
}
