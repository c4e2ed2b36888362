import type { EntityDefinition } from "../definitions/entity";
import type { Plain } from "./plain";

/**
 * Under this name the arguments carry the id of a live entity that is to be adopted instead of creating one. It stays
 * there, and in the state, when the program drops it: the engine would show it as a change beside every real one.
 */
const adoptKey = "__import";

/** Under this name a program asks, at a preview, what an adoption will do, and a check answers. */
const noteKey = "__adoption";

/** Under this name a state tells of its adoption: so two resources that adopted the same entity differ. */
const markKey = "__adopted";

export interface Adoption {
  /** The id of the live entity to adopt; undefined where none is. */
  readonly adopts: string | undefined;
  /** Whether the program asks what an adoption will do. */
  readonly asks: boolean;
  /** The values without what they say of an adoption. */
  readonly rest: Plain;
}

/** What arguments, or a state, say of an adoption. */
export function splitAdoption(values: Plain): Adoption {
  const { [adoptKey]: id, [noteKey]: note, ...rest } = values;
  return { adopts: typeof id === "string" && id !== "" ? id : undefined, asks: note !== undefined, rest };
}

export function withAdoption(values: Plain, id: string | undefined, note?: string): Plain {
  if (id === undefined) return values;
  return { ...values, [adoptKey]: id, ...(note === undefined ? {} : { [noteKey]: note }) };
}

/** By what two resources differ that have the same entity: when and as which each adopted it; "" where it was created. */
export function markOf({ [markKey]: mark }: Plain): string {
  return typeof mark === "string" ? mark : "";
}

export function withMark(state: Plain, mark: string): Plain {
  return mark === "" ? state : { ...state, [markKey]: mark };
}

/** What an adoption will do, by the names of what it changes: values may be secrets. */
export function adoptionNote(definition: EntityDefinition, id: string, changes: readonly string[]): string {
  const what = `The live ${definition.label} ${id} will be adopted`;
  if (changes.length === 0) return `${what} as it is: nothing is sent.`;
  return `${what}, and changed in ${changes.join(", ")}; nothing else is sent.`;
}

export function nothingToAdopt(definition: EntityDefinition, id: string, namespace: string): string {
  return (
    `there is no ${definition.label} with the id that \`import\` names, ${id}, in the tenant of the connection "${namespace}": ` +
    "nothing was created. Check the id in Intune, or remove `import` to create one."
  );
}

export function importsAnother(definition: EntityDefinition, id: string, adopts: string): string {
  return (
    `\`import\` names the ${definition.label} ${adopts}, and this resource manages ${id}: remove \`import\`, ` +
    `or give the other one a resource of its own. Where ${id} is gone, because a replacement was cut short: ` +
    "`pulumi state delete` with the URN of this resource, and run again."
  );
}

export function hadAlready({ label }: EntityDefinition, id: string): string {
  return (
    `\`import\` names the ${label} ${id}, which a resource of this program has already: declare it once. If it is this ` +
    "very resource that would be replaced: that would delete it before it could be adopted again, so remove `import`."
  );
}

/** Said in place of deleting. */
export function takenOver({ label }: EntityDefinition, id: string): string {
  return `The ${label} ${id} was not deleted: another resource took it over.`;
}
