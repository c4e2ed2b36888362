import { type ApiVersion, type EntityDefinition, isArgument, type Property } from "../../definitions/entity";
import { defaultNamespace } from "../../graph/config/settings";
import { isUnknown, type PropertyMap } from "../propertyMap";

/**
 * Whether a resource moves to another connection. That would mean another tenant's entity, so it is refused, unless the
 * program says with `import` that the entity of this id is there.
 */
export function connectionChange(
  definition: EntityDefinition,
  id: string,
  oldState: PropertyMap,
  newInputs: PropertyMap,
  importId: string | undefined,
): "stays" | "imports there" | { readonly refused: string } {
  const [from, to] = [namespaceIn(oldState), namespaceIn(newInputs)];
  if (from === to || isUnknown(newInputs.connection)) return "stays";
  if (importId?.toLowerCase() === id.toLowerCase()) return "imports there";
  return {
    refused:
      `The ${definition.label} ${id} can't be moved: the connection changes from "${from}" to "${to}", which may reach ` +
      `another tenant. Nothing was sent. If both reach the same tenant, set the resource option \`import: "${id}"\`. To ` +
      "manage one of another tenant, declare a resource with another name.",
  };
}

/** The namespace of configuration that the arguments name. To name the default one is to name none. */
export function namespaceIn({ connection }: PropertyMap): string {
  return typeof connection === "string" && !isUnknown(connection) ? connection : defaultNamespace;
}

/**
 * The version of Graph that serves a resource: the one asked for by the resource, then by the configuration, else v1.0
 * unless a declared property needs beta.
 */
export function versionFor(definition: EntityDefinition, newInputs: PropertyMap, configured?: ApiVersion): ApiVersion {
  if (newInputs.apiVersion === "v1.0" || newInputs.apiVersion === "beta") return newInputs.apiVersion;
  if (!isIn("v1.0", definition)) return "beta";
  if (configured) return configured;
  return betaOnlyArguments(definition, newInputs).length > 0 ? "beta" : "v1.0";
}

/** The declared properties that v1.0 doesn't define. */
export function betaOnlyArguments(definition: EntityDefinition, newInputs: PropertyMap): string[] {
  return Object.entries(definition.properties)
    .filter(([name, row]) => isArgument(row) && !row.versions.includes("v1.0") && newInputs[name] !== undefined)
    .map(([name]) => name);
}

function isIn(version: ApiVersion, definition: EntityDefinition): boolean {
  return Object.values<Property>(definition.properties).some((row) => row.versions.includes(version));
}
