/** Arguments, or state, as plain data: what a program declared or what is remembered of a resource. */
export type PropertyMap = Readonly<Record<string, unknown>>;

/**
 * How the engine writes a value that it doesn't know yet at preview.
 * Source: UnknownStringValue of Pulumi's provider protocol.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A value as a text, whatever it is: of an answer's objects, `String` calls what they have under `toString`. */
export function asText(value: unknown): string {
  return typeof value === "string" ? value : String(JSON.stringify(value));
}

/** Whether a value, or anything inside it, isn't known yet. */
export function isUnknown(value: unknown): boolean {
  if (value === unknownValue) return true;
  if (Array.isArray(value)) return value.some(isUnknown);
  return typeof value === "object" && value !== null && Object.values(value).some(isUnknown);
}

/** The values of these names, as far as they are set. */
export function pick(values: PropertyMap, names: readonly string[]): PropertyMap {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The values without those of these names. */
export function without(values: PropertyMap, names: readonly string[]): PropertyMap {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}
