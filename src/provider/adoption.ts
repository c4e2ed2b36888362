import type { EntityDefinition } from "../definitions/entity";
import type { Plain } from "./plain";

/** Under this name the arguments carry the id of a live entity that is to be adopted instead of creating one. */
const adoptKey = "__import";

/** Under this name a check tells the program, at a preview, what an adoption will do. */
const noteKey = "__adoption";

/** The arguments without what they say of an adoption, and the id to adopt. */
export function splitAdoption(declared: Plain): { adopts: string | undefined; rest: Plain } {
  const { [adoptKey]: id, [noteKey]: _, ...rest } = declared;
  return { adopts: typeof id === "string" && id !== "" ? id : undefined, rest };
}

export function withAdoption(inputs: Plain, id: string, note: string | undefined): Plain {
  return { ...inputs, [adoptKey]: id, ...(note === undefined ? {} : { [noteKey]: note }) };
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
    "or give the other one a resource of its own."
  );
}
