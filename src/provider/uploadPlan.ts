import type { EntityDefinition } from "../definitions/entity";
import { refusal } from "./checkUpload";
import { knownUpload, noteText } from "./knownUpload";
import type { Plain } from "./plain";
import { factsOf } from "./textNote";
import type { Texts } from "./texts";
import { decideUpload, liveFacts } from "./uploadDecision";
import { UserError } from "./userError";

/** What an update does about the text that is uploaded and never given back. */
export interface UploadPlan {
  /** What is sent for it: the text under its property's name, or nothing. */
  readonly body: Plain;
  /** The declared arguments, with what is known of the very text that is sent. */
  readonly declared: Plain;
  /** Whether the text takes the place of another one, if that isn't a better one. */
  readonly overwrites: boolean;
}

/** @throws UserError when the declared text may not be uploaded over the live one, or can't be found any more. */
export function planUpload(definition: EntityDefinition, before: Plain, declared: Plain, texts: Texts): UploadPlan {
  const { upload } = definition;
  const wanted = upload && knownUpload(upload, declared);
  const known = upload && knownUpload(upload, before);
  if (!upload || !wanted || wanted.fingerprint === known?.fingerprint) {
    return { body: {}, declared, overwrites: false };
  }

  const text = texts.find(declared);
  const noted =
    declared[upload.source] === undefined
      ? declared
      : { ...declared, [upload.source]: noteText(declared[upload.source], text) };
  const isForced = declared[upload.skipChecks] === true;
  const live = liveFacts(definition, before);
  // Where the program names the organisation, the live name says nothing of the live text.
  const shown = declared[upload.organization] === undefined ? live : { ...live, organization: undefined };
  const decision = isForced ? "send" : decideUpload(factsOf(text), known, shown);
  if (typeof decision === "object") throw new UserError(`${upload.property} ${refusal(upload, decision.refused)}.`);
  const sends = decision === "send";
  return { body: sends ? { [upload.property]: text } : {}, declared: noted, overwrites: sends && !isForced };
}
