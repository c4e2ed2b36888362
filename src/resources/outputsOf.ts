import type { EntityDefinition } from "../definitions/entity";

/** A place for each output: Pulumi fills in only those that are named among the arguments. */
export function outputsOf({
  properties,
  upload,
}: Pick<EntityDefinition, "properties" | "upload">): Record<string, undefined> {
  const visible = Object.keys(properties).filter((name) => !properties[name]?.writeOnly);
  return Object.fromEntries([...visible, ...(upload ? [upload.applied] : [])].map((name) => [name, undefined]));
}
