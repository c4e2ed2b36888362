import type { EntityDefinition } from "../definitions/entity";
import type { Entity } from "../graph/entities";
import { knownUpload, noteElsewhere, tellOfTheSame } from "./knownUpload";
import type { Plain } from "./plain";
import { stateAfterRead } from "./state";
import { modifiedKey, uploadedElsewhere, wasModified } from "./uploadDecision";

/** What is known of an entity after a look at it, a text that was uploaded elsewhere included. */
export function seen(definition: EntityDefinition, entity: Entity, known: Plain): Plain {
  const { upload } = definition;
  const { [modifiedKey]: _, ...live } = stateAfterRead(definition, entity, known);
  if (!upload || !knownUpload(upload, known)) return live;
  const elsewhere = uploadedElsewhere(definition, known, entity);
  if (elsewhere) return noteElsewhere(upload, live, elsewhere);
  return wasModified(definition, known, entity) ? { ...live, [modifiedKey]: true } : live;
}

/**
 * The state after an update that sent nothing, with the signs of an upload elsewhere that were known, or that a look
 * found meanwhile: only a write begins anew.
 */
export function withSigns(definition: EntityDefinition, state: Plain, before: Plain, live: Entity | undefined): Plain {
  const { upload } = definition;
  if (!upload || !knownUpload(upload, before)) return state;
  // Another text that the service turned out to have is like one that was sent.
  if (!tellOfTheSame(upload, before, state)) return state;
  const known = live ? seen(definition, live, before) : before;
  const now = knownUpload(upload, known);
  if (now?.elsewhere) return noteElsewhere(upload, state, now);
  return known[modifiedKey] === true ? { ...state, [modifiedKey]: true } : state;
}
