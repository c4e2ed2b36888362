import type { EntityDefinition } from "../definitions/entity";
import { UserError } from "../errors";
import { refusal } from "./checkUpload";
import { dateOf } from "./dates";
import { type KnownUpload, knownUpload, noteText } from "./knownUpload";
import type { Plain } from "./plain";
import { factsOf } from "./textNote";
import type { Texts } from "./texts";
import { decideUpload } from "./uploadDecision";

/** What an update does about the text that is uploaded and never given back. */
export interface UploadPlan {
  /** What is sent for it: the token under its property's name with what the upload would reset, or nothing. */
  readonly body: Plain;
  /** The declared arguments, with what is known of the very text that is sent. */
  readonly declared: Plain;
  /** The token that is sent; undefined when none is. */
  readonly token: KnownUpload | undefined;
}

/** @throws UserError when the declared text may not be uploaded over the live one, or can't be found any more. */
export function planUpload(definition: EntityDefinition, before: Plain, declared: Plain, texts: Texts): UploadPlan {
  const { upload } = definition;
  const wanted = upload && knownUpload(upload, declared);
  const known = upload && knownUpload(upload, before);
  if (!upload || !wanted || wanted.fingerprint === known?.fingerprint) {
    return { body: {}, declared, token: undefined };
  }

  const text = texts.find(declared);
  const noted =
    declared[upload.source] === undefined
      ? declared
      : { ...declared, [upload.source]: noteText(declared[upload.source], text) };
  const isForced = declared[upload.skipChecks] === true;
  const decision = isForced ? "send" : decideUpload(factsOf(text), known, dateOf(before[upload.expiry]));
  if (typeof decision === "object") throw new UserError(`${upload.property} ${refusal(upload, decision.refused)}.`);
  if (decision !== "send") return { body: {}, declared: noted, token: undefined };
  // The service takes the organization's name from the token, unless the same body gives it one.
  const name = declared[upload.organization];
  const body = { [upload.property]: text, ...(name === undefined ? {} : { [upload.organization]: name }) };
  return { body, declared: noted, token: knownUpload(upload, noted) };
}
