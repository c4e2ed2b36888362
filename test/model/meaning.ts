/**
 * One spelling for all values of a property that mean the same to Intune, written anew here to judge the core by.
 * @param known What was learnt from Intune's answers counts as well: that an entity without scope tags has the default one.
 */
export function canonicalValue(
  property: string,
  value: unknown,
  known: "by rule" | "by its answers" = "by its answers",
): string {
  if (value === undefined || value === null) return "null";
  if (Array.isArray(value)) {
    const members = [...new Set(value.map(String))].sort();
    return JSON.stringify(known === "by its answers" && members.length === 0 ? ["0"] : members);
  }
  if (typeof value !== "string") return JSON.stringify(value);
  const text = value.normalize("NFC");
  return JSON.stringify(property === "appleId" || property === "countryOrRegion" ? text.toLowerCase() : text);
}

/** Whether a declared value is the live one, as Intune compares. */
export const isSame = (property: string, one: unknown, other: unknown): boolean =>
  canonicalValue(property, one) === canonicalValue(property, other);
