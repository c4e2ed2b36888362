import type { EntityDefinition } from "../definitions/entity";
import type { Entity } from "../graph/entities";

/** By their ids alone: other values may be secrets. */
function ids(entities: readonly Entity[]): string {
  return entities.map(({ id }) => id).join(", ");
}

export function alreadyThere({ label }: EntityDefinition, twins: readonly Entity[]): string {
  const [first] = twins;
  return (
    `this very ${label} (same expiry, organisation and Apple ID) is in the tenant already, with the id ${ids(twins)}: ` +
    `nothing was sent. To manage it here, add the resource option \`import: "${first?.id}"\`; a run that was cut short ` +
    "leaves one behind like this. If the resource was only renamed, add `aliases` with its old name instead."
  );
}

export function declaredTwice({ label }: EntityDefinition): string {
  return `another resource of this program holds this very ${label}: nothing was sent for this one. Declare it once.`;
}

export function lostAnswer({ label }: EntityDefinition): string {
  return `The answer to the creation of a ${label} was lost: looking for it in the tenant before anything is sent again.`;
}

export function cantBeTold({ label }: EntityDefinition, candidates: readonly Entity[]): string {
  return (
    `the answer to the creation of the ${label} was lost, and several new ones could be it: ${ids(candidates)}. ` +
    "Look in Intune which of them is this one, and add the resource option `import` with its id."
  );
}
