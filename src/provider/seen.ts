import type { EntityDefinition } from "../definitions/entity";
import type { Entity } from "../graph/entities";
import { noteElsewhere } from "./knownUpload";
import type { Plain } from "./plain";
import { stateAfterRead } from "./state";
import { uploadedElsewhere } from "./uploadDecision";

/** What is known of an entity after a look at it, a text that was uploaded elsewhere included. */
export function seen(definition: EntityDefinition, entity: Entity, known: Plain): Plain {
  const live = stateAfterRead(definition, entity, known);
  const elsewhere = uploadedElsewhere(definition, known, entity);
  const { upload } = definition;
  return upload && elsewhere ? noteElsewhere(upload, live, elsewhere) : live;
}
