import type { EntityDefinition } from "../../definitions/entity";
import type { Entity } from "../../graph/entities";
import { dateOf, isSameSecond } from "../dates";
import type { PropertyMap } from "../propertyMap";
import { isSameToken, storedToken, type TokenFacts, withExternalUpload } from "../upload/storedToken";
import { stateAfterRead } from "./entityState";

/** The state after a read of the entity, which may show an external token. */
export function refreshState(definition: EntityDefinition, entity: Entity, known: PropertyMap): PropertyMap {
  const { upload } = definition;
  const live = stateAfterRead(definition, entity, known);
  const external = externalUpload(definition, known, entity);
  return external ? withExternalUpload(upload, live, external) : live;
}

/**
 * The state after an update that sent nothing. An external token that the old state holds, or that a read found since, stays
 * in it: only a write replaces it.
 */
export function carryExternalUpload(
  definition: EntityDefinition,
  state: PropertyMap,
  oldState: PropertyMap,
  live: Entity | undefined,
): PropertyMap {
  const { upload } = definition;
  if (!storedToken(upload, oldState)) return state;
  // Another token that the service turned out to have is like one that was sent.
  if (!isSameToken(upload, oldState, state)) return state;
  const now = storedToken(upload, live ? refreshState(definition, live, oldState) : oldState);
  return now?.kind === "external" ? withExternalUpload(upload, state, now) : state;
}

/**
 * The facts of an external token that was uploaded since; undefined when there is no sign of one. Only the expiry tells:
 * `lastModifiedDateTime` moves with every sync, and the organization's name is written by people. The date that the service
 * shows lags behind an upload, so an earlier one than our token's counts only once ours was shown.
 */
export function externalUpload(
  definition: EntityDefinition,
  oldState: PropertyMap,
  entity: PropertyMap,
): TokenFacts | undefined {
  const { upload } = definition;
  const known = storedToken(upload, oldState);
  if (!known || oldState[upload.skipChecks] === true) return undefined;
  const [shown, previous] = [entity, oldState].map((values) => dateOf(values[upload.expiry]));
  if (shown === undefined || isSameSecond(shown, known.expires) || isSameSecond(shown, previous)) return undefined;
  const isEarlier = known.expires !== undefined && Date.parse(shown) < Date.parse(known.expires);
  const wasShown = isSameSecond(previous, known.expires);
  if (isEarlier && !wasShown) return undefined;
  return { expires: shown, organization: known.organization };
}
