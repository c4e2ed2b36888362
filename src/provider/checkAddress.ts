import type { EntityDefinition } from "../definitions/entity";
import type { CheckFailure } from "./handler";
import { namespaceIn } from "./namespace";
import { isUnknown, type PropertyMap } from "./propertyMap";

/**
 * The arguments that say where an entity lives are always needed, and stay as they are: in another place there is
 * another entity, so that a change would update, or miss, one that this resource doesn't manage.
 */
export function checkAddress(
  definition: EntityDefinition,
  inputs: PropertyMap,
  oldInputs: PropertyMap | undefined,
): CheckFailure[] {
  const { address = {}, label } = definition;
  return Object.keys(address).flatMap((property) => {
    const newInputs = inputs[property];
    const deployed = oldInputs?.[property];
    if (newInputs === undefined || newInputs === "") {
      return [{ property, reason: `is needed to find a ${label}: declare it` }];
    }
    // fetch() resolves dots, and the request would go to another collection.
    if (newInputs === "." || newInputs === "..") return [{ property, reason: "must be an id: copy it from Intune" }];
    if (deployed === undefined || isUnknown(newInputs) || isUnknown(deployed) || newInputs === deployed) return [];
    // Another connection has a rule of its own, which asks for an adoption.
    if (namespaceIn(inputs) !== namespaceIn(oldInputs ?? {})) return [];
    return [
      {
        property,
        reason:
          `can't be changed, because it identifies this ${label}: another value means another one. ` +
          "To keep this one, put it back. Declare the other one as another resource",
      },
    ];
  });
}
