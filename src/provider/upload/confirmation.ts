import type { EntityDefinition, Upload } from "../../definitions/entity";
import type { Entity } from "../../graph/entities";
import { instantOf, isLater, isSameSecond } from "../dates";
import type { KnownUpload } from "../knownUpload";
import type { Plain } from "../plain";
import { same } from "../same";

/** What an upload came to, as far as the service shows it. */
export interface UploadEvidence {
  /** The entity as it was before the first try. */
  readonly before: Plain;
  /** The entity as it was shown after each of the tries before this one. */
  readonly earlier: readonly Entity[];
  /** The entity as it is shown after this try. */
  readonly shown: Entity;
  /** When this try was sent and when its outcome was shown, by this machine's clock, in milliseconds since 1970. */
  readonly span: Span;
}

export interface Span {
  readonly sent: number;
  readonly shown: number;
}

/**
 * Whether the entity proves that a token was uploaded to it. The token itself is never shown: its proof is its own expiry
 * where another one was shown before, or a later `lastModifiedDateTime` that can't be the doing of a sync of Intune's own.
 */
export function provesUpload(
  definition: EntityDefinition,
  token: KnownUpload,
  { before, earlier, shown, span }: UploadEvidence,
): boolean {
  const { upload } = definition;
  if (!upload) return true;
  const showsExpiry = isSameSecond(shown[upload.expiry], token.expires);
  return (
    [before, ...earlier].some(
      (past) =>
        wasModified(definition, past, shown) || (showsExpiry && !isSameSecond(past[upload.expiry], token.expires)),
    ) || syncedByUpload(upload, { before, earlier, shown, span })
  );
}

/**
 * Whether the entity was modified along with a sync that came of the upload: Intune may ask Apple for the apps as soon as it
 * has a new token. Such a sync is dated while the request was under way (by a clock that differs it is not, and the
 * upload is sent again), or it is the second one since, within seconds, where Intune's own come twice a day.
 */
function syncedByUpload(upload: Upload, { before, earlier, shown, span }: UploadEvidence): boolean {
  const last = earlier.at(-1) ?? before;
  if (!isLater(shown[upload.modified], last[upload.modified])) return false;
  const synced = instantOf(shown[upload.synced]);
  if (synced !== undefined && synced >= span.sent && synced <= span.shown) return true;
  const isEndOfOne = isSyncing(upload, last) && !isSyncing(upload, shown);
  return last !== before && wasSynced(upload, before, last) && !isEndOfOne;
}

/**
 * Whether an entity that was read after a write proves that values were written: by all of the values, or, where the service
 * stores them in a form of its own, by having been modified since it was shown earlier.
 */
export function isShown(
  definition: EntityDefinition,
  values: Plain,
  shown: Entity,
  earlier: readonly Plain[],
): boolean {
  return statesAll(definition, values, shown) || earlier.some((before) => wasModified(definition, before, shown));
}

/** What the service doesn't state, null included, proves nothing: the value may never have arrived. */
function statesAll({ properties }: EntityDefinition, values: Plain, shown: Plain): boolean {
  return Object.entries(values).every(([name, value]) => {
    const row = properties[name];
    return row === undefined || row.writeOnly === true || same(row, shown[name], value);
  });
}

/** Whether the service shows that the entity was modified since, by something else than a sync. */
export function wasModified({ upload }: EntityDefinition, before: Plain, shown: Entity): boolean {
  if (upload === undefined || wasSynced(upload, before, shown)) return false;
  return isLater(shown[upload.modified], before[upload.modified]);
}

/** Whether a sync may have modified the entity since: it began, or its date moved, or only one of the two tells a date. */
function wasSynced(upload: Upload, before: Plain, shown: Plain): boolean {
  const [was, is] = [before[upload.synced], shown[upload.synced]];
  const isTold = (instantOf(is) === undefined) === (instantOf(was) === undefined);
  return !isTold || isLater(is, was) || (isSyncing(upload, shown) && !isSyncing(upload, before));
}

function isSyncing({ syncStatus, syncing }: Upload, values: Plain): boolean {
  return values[syncStatus] === syncing;
}

/** The names of the values for which the service states another one. */
export function differing(definition: EntityDefinition, values: Plain, shown: Plain): string[] {
  return Object.keys(values).filter((name) => {
    const row = definition.properties[name];
    const live = shown[name];
    return row !== undefined && !row.writeOnly && live !== undefined && !same(row, live, values[name]);
  });
}
