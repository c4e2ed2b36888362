import type { EntityDefinition } from "../definitions/entity";
import type { Entity } from "../graph/entities";
import { knownUpload, noteElsewhere, tellOfTheSame } from "./knownUpload";
import type { Plain } from "./plain";
import { stateAfterRead } from "./state";
import { uploadedElsewhere } from "./uploadDecision";

/** What is known of an entity after a look at it, a token that was uploaded elsewhere included. */
export function seen(definition: EntityDefinition, entity: Entity, known: Plain): Plain {
  const { upload } = definition;
  const live = stateAfterRead(definition, entity, known);
  const elsewhere = uploadedElsewhere(definition, known, entity);
  return upload && elsewhere ? noteElsewhere(upload, live, elsewhere) : live;
}

/**
 * The state after an update that sent nothing, with a token that is known to have been uploaded elsewhere, or that a look
 * found meanwhile: only a write begins anew.
 */
export function carryExternalUpload(
  definition: EntityDefinition,
  state: Plain,
  before: Plain,
  live: Entity | undefined,
): Plain {
  const { upload } = definition;
  if (!upload || !knownUpload(upload, before)) return state;
  // Another token that the service turned out to have is like one that was sent.
  if (!tellOfTheSame(upload, before, state)) return state;
  const now = knownUpload(upload, live ? seen(definition, live, before) : before);
  return now?.elsewhere ? noteElsewhere(upload, state, now) : state;
}
