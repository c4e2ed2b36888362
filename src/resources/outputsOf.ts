import type { EntityDefinition } from "../definitions/entity";

/** A place for each output: Pulumi fills in only those that are named among the arguments. */
export function outputsOf({ properties }: Pick<EntityDefinition, "properties">): Record<string, undefined> {
  const visible = Object.entries(properties).filter(([, row]) => !row.writeOnly);
  return Object.fromEntries(visible.map(([name]) => [name, undefined]));
}
