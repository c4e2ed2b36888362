import type { StatusRow } from "./statusRow";

/** What a token goes by, the name that people gave it first, and the names that tell it from others besides. */
export function displayNames(row: StatusRow): { readonly name: string; readonly others: readonly string[] } {
  const given = [row.displayName, row.locationName, row.organizationName].filter((name) => name?.trim());
  const [name = row.id, ...others] = new Set(given.filter((each) => each !== undefined));
  return { name, others };
}
