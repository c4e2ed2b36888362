import type { EntityDefinition } from "../../definitions/entity";

/** What an import will do, by the names of what it changes: values may be secrets. */
export function importNote({ label }: EntityDefinition, id: string, changes: readonly string[]): string {
  const what = `The existing ${label} ${id} will be imported`;
  if (changes.length === 0) return `${what} as it is: nothing is sent.`;
  return `${what}, and changed in ${changes.join(", ")}; nothing else is sent.`;
}

export function nothingToImport({ label }: EntityDefinition, id: string, namespace: string): string {
  return (
    `There is no ${label} with the id ${id}, which \`import\` names, in the tenant of the connection "${namespace}". ` +
    "Nothing was created. Check the id in Intune, or remove `import` to create one."
  );
}

export function importsAnother({ label }: EntityDefinition, id: string, imports: string): string {
  return (
    `\`import\` names the ${label} ${imports}, and this resource manages ${id}. Remove \`import\`, or declare another ` +
    `resource for ${imports}. If ${id} no longer exists, run \`pulumi refresh\` first.`
  );
}

export function importedTwice({ label }: EntityDefinition, id: string, other?: string): string {
  const who =
    other === undefined ? "which another resource in this program manages" : `which the resource "${other}" manages`;
  return (
    `\`import\` names the ${label} ${id}, ${who}. Declare it only once. If this resource is being replaced: that ` +
    "would delete the token before it could be imported again. Remove `import`."
  );
}

/** Said in place of deleting. */
export function keptForOther({ label }: EntityDefinition, id: string): string {
  return `The ${label} ${id} was not deleted: another resource in this program manages it.`;
}
