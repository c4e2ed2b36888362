import { type ApiVersion, type EntityDefinition, isArgument, type Property } from "../../definitions/entity";
import type { PropertyMap } from "../propertyMap";

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
