import { defaultNamespace } from "../graph/config/settings";
import { isUnknown, type PropertyMap } from "./propertyMap";

/** The namespace of configuration that the arguments name. To name the default one is to name none. */
export function namespaceIn({ connection }: PropertyMap): string {
  return typeof connection === "string" && !isUnknown(connection) ? connection : defaultNamespace;
}
