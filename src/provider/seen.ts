import type { EntityDefinition } from "../definitions/entity";
import type { Entity } from "../graph/entities";
import { isSameToken, storedToken, withExternalUpload } from "./knownUpload";
import type { PropertyMap } from "./propertyMap";
import { stateAfterRead } from "./state";
import { externalUpload } from "./uploadDecision";

/** What is known of an entity after a look at it, a token that was uploaded elsewhere included. */
export function refreshState(definition: EntityDefinition, entity: Entity, known: PropertyMap): PropertyMap {
  const { upload } = definition;
  const live = stateAfterRead(definition, entity, known);
  const elsewhere = externalUpload(definition, known, entity);
  return upload && elsewhere ? withExternalUpload(upload, live, elsewhere) : live;
}

/**
 * The state after an update that sent nothing, with a token that is known to have been uploaded elsewhere, or that a look
 * found meanwhile: only a write begins anew.
 */
export function carryExternalUpload(
  definition: EntityDefinition,
  state: PropertyMap,
  oldState: PropertyMap,
  live: Entity | undefined,
): PropertyMap {
  const { upload } = definition;
  if (!upload || !storedToken(upload, oldState)) return state;
  // Another token that the service turned out to have is like one that was sent.
  if (!isSameToken(upload, oldState, state)) return state;
  const now = storedToken(upload, live ? refreshState(definition, live, oldState) : oldState);
  return now?.elsewhere ? withExternalUpload(upload, state, now) : state;
}
