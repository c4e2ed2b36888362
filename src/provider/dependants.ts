import type { DeleteGuard, EntityDefinition } from "../definitions/entity";
import { displayText } from "../displayText";
import { asText, type Plain } from "./plain";

/** The query that lists what the guard looks at. Graph filters these by type, and not by what they belong to. */
export function dependantsQuery({ types }: DeleteGuard): { readonly $filter: string } {
  return { $filter: types.map((type) => `isof('${type}')`).join(" or ") };
}

/** What of the list would be lost with the entity although it is in use. What doesn't say that it isn't, counts. */
export function dependantsOf(guard: DeleteGuard, id: string, listed: readonly Plain[]): Plain[] {
  return listed.filter(
    (each) => asText(each[guard.reference]).toLowerCase() === id.toLowerCase() && each[guard.inUse] !== false,
  );
}

/** So many are named in a message, and the rest is counted. */
const named = 10;

/** Why the entity is not deleted, and what can be done. */
export function refusal(definition: EntityDefinition, guard: DeleteGuard, id: string, dependants: readonly Plain[]) {
  const lines = dependants.slice(0, named).map((each) => `  - ${nameOf(guard, each)}`);
  const more = dependants.length - lines.length;
  if (more > 0) lines.push(`  - and ${more} more`);
  return (
    `deleting the ${definition.label} ${id} was refused, because its ${guard.label} would be deleted with it:\n` +
    `${lines.join("\n")}\n${guard.remedy} Or, to delete them too: ${wayAround(guard)}`
  );
}

/** How to delete without the guard. What a delete is told is what the last deployment left in the state. */
export function wayAround({ skippedBy }: DeleteGuard): string {
  return `declare \`${skippedBy}: true\`, run \`pulumi up\`, and delete again.`;
}

/** For example `Keynote (com.apple.keynote, id 4711)`. */
function nameOf({ names }: DeleteGuard, dependant: Plain): string {
  const known = names.map((name) => dependant[name]).filter((name) => typeof name === "string" && name !== "");
  const [first = "without a name", ...others] = known;
  const [name = "", ...rest] = [first, ...others, `id ${asText(dependant.id)}`].map((text) =>
    displayText(asText(text)),
  );
  return `${name} (${rest.join(", ")})`;
}
