import type { EntityDefinition } from "../definitions/entity";
import type { Entity } from "../graph/entities";
import { knownUpload, noteElsewhere } from "./knownUpload";
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
