import type { EntityDefinition } from "../definitions/entity";
import type { PropertyMap } from "./propertyMap";

/** The definition with its collection where the arguments say that it is. */
export function resolvePath(definition: EntityDefinition, known: PropertyMap): EntityDefinition {
  const names = Object.keys(definition.address ?? {});
  const collection = names.reduce(
    (path, name) => path.replace(`{${name}}`, encodeURIComponent(String(known[name]))),
    definition.collection as string,
  );
  return { ...definition, collection: `/${collection.slice(1)}` };
}
