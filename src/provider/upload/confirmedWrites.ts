import { knownTime } from "../../apple/tokenLife";
import type { EntityDefinition, Upload } from "../../definitions/entity";
import { displayText } from "../../displayText";
import { UserError } from "../../errors";
import type { Entity } from "../../graph/entities";
import { retryLimits } from "../../graph/retry/limits";
import { dateOf, isLater, isSameSecond } from "../dates";
import type { EntityCalls } from "../entityCalls";
import { semanticEquals } from "../equality";
import type { RunContext } from "../handler";
import { type PropertyMap, pick } from "../propertyMap";
import type { StoredToken } from "./storedToken";

/** What is written to: the entity, and the arguments that say where it lives. */
interface Target {
  readonly id: string;
  readonly newInputs: PropertyMap;
}

/** The same, and what is known of the entity before the write. */
interface KnownTarget extends Target {
  readonly oldState: PropertyMap;
}

/** Whether an entity, as it is shown after a write, proves that the write was carried out. */
type IsTaken = (
  shown: Entity,
  context: {
    /** Whether Graph's answer to the write holds it; else it was read afterwards. */
    readonly answered: boolean;
    /** The entity as it was shown after each of the tries before. */
    readonly earlier: readonly Entity[];
    readonly span: Span;
  },
) => boolean | Promise<boolean>;

/** Changes of live entities, each of them sent until the service shows that it took it. */
export class ConfirmedWrites {
  constructor(
    private readonly definition: EntityDefinition,
    private readonly context: RunContext,
    private readonly calls: EntityCalls,
  ) {}

  /** A success without the entity proves nothing: the values do, or on a second try that the entity is modified by it. */
  update(change: KnownTarget, body: PropertyMap): Promise<Entity> {
    return this.send(change, body, (shown, { answered, earlier }) =>
      answered ? this.isConfirmed(change, body, shown) : isShown(this.definition, body, shown, earlier),
    );
  }

  /**
   * Whether an answer with the entity proves the change: by another date of modification, or else because the entity, read
   * again, shows the same values. What answers in Graph's place may put what it is sent into what it knows.
   */
  private async isConfirmed({ id, newInputs, oldState }: KnownTarget, body: PropertyMap, answer: Entity) {
    const { modified } = this.definition.upload;
    const [was, is] = [oldState[modified], answer[modified]];
    if (dateOf(was) === undefined || dateOf(is) === undefined || isLater(is, was) || isLater(was, is)) return true;
    const live = await this.readBack(id, newInputs);
    return live !== undefined && differing(this.definition, pick(answer, Object.keys(body)), live).length === 0;
  }

  /**
   * Sends a change until the service shows that it took it, and gives the entity as it is then. A change bears repetition.
   * @throws UserError when the service goes on answering otherwise
   */
  async send({ id, newInputs }: Target, body: PropertyMap, isTaken: IsTaken): Promise<Entity> {
    const { now, sleep } = this.context;
    const earlier: Entity[] = [];
    for (const delay of [0, ...retryLimits.resend.delaysMs]) {
      if (delay > 0) await sleep(delay);
      const sent = now().getTime();
      const answer = await this.calls.update(id, newInputs, body);
      const shown = answer ?? (await this.readBack(id, newInputs));
      if (shown === undefined) throw new UserError(goneAfterWrite(this.definition, id));
      const span = { sent, shown: now().getTime() };
      if (await isTaken(shown, { answered: answer !== undefined, earlier, span })) return shown;
      earlier.push(shown);
    }
    throw new UserError(notTaken(this.definition, id));
  }

  /** @throws UserError that says that the change may have been made */
  private readBack(id: string, newInputs: PropertyMap): Promise<Entity | undefined> {
    return this.calls.get(id, newInputs).catch((error: unknown) => {
      throw error instanceof UserError ? new UserError(unreadAfterWrite(this.definition, id, error.message)) : error;
    });
  }
}

/** What an upload came to, as far as the service shows it. */
export interface UploadEvidence {
  /** The entity as it was before the first try. */
  readonly oldState: PropertyMap;
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
  token: StoredToken,
  { oldState, earlier, shown, span }: UploadEvidence,
): boolean {
  const { upload } = definition;
  const showsExpiry = isSameSecond(shown[upload.expiry], token.expires);
  return (
    [oldState, ...earlier].some(
      (past) =>
        wasModified(definition, past, shown) || (showsExpiry && !isSameSecond(past[upload.expiry], token.expires)),
    ) || syncedByUpload(upload, { oldState, earlier, shown, span })
  );
}

/**
 * Whether the entity was modified along with a sync that came of the upload: Intune may ask Apple for the apps as soon as it
 * has a new token. Such a sync is dated while the request was under way (by a clock that differs it is not, and the
 * upload is sent again), or it is the second one since, within seconds, where Intune's own come twice a day.
 */
function syncedByUpload(upload: Upload, { oldState, earlier, shown, span }: UploadEvidence): boolean {
  const last = earlier.at(-1) ?? oldState;
  if (!isLater(shown[upload.modified], last[upload.modified])) return false;
  const synced = knownTime(shown[upload.synced]);
  if (synced !== undefined && synced >= span.sent && synced <= span.shown) return true;
  const isEndOfOne = isSyncing(upload, last) && !isSyncing(upload, shown);
  return last !== oldState && wasSynced(upload, oldState, last) && !isEndOfOne;
}

/**
 * Whether an entity that was read after a write proves that values were written: by all of the values, or, where the service
 * stores them in a form of its own, by having been modified since it was shown earlier.
 */
export function isShown(
  definition: EntityDefinition,
  values: PropertyMap,
  shown: Entity,
  earlier: readonly PropertyMap[],
): boolean {
  return statesAll(definition, values, shown) || earlier.some((oldState) => wasModified(definition, oldState, shown));
}

/** What the service doesn't state, null included, proves nothing: the value may never have arrived. */
function statesAll({ properties }: EntityDefinition, values: PropertyMap, shown: PropertyMap): boolean {
  return Object.entries(values).every(([name, value]) => {
    const row = properties[name];
    return row === undefined || row.writeOnly === true || semanticEquals(row, shown[name], value);
  });
}

/** Whether the service shows that the entity was modified since, by something else than a sync. */
export function wasModified({ upload }: EntityDefinition, oldState: PropertyMap, shown: Entity): boolean {
  if (wasSynced(upload, oldState, shown)) return false;
  return isLater(shown[upload.modified], oldState[upload.modified]);
}

/** Whether a sync may have modified the entity since: it began, or its date moved, or only one of the two tells a date. */
function wasSynced(upload: Upload, oldState: PropertyMap, shown: PropertyMap): boolean {
  const [was, is] = [oldState[upload.synced], shown[upload.synced]];
  const isTold = (knownTime(is) === undefined) === (knownTime(was) === undefined);
  return !isTold || isLater(is, was) || (isSyncing(upload, shown) && !isSyncing(upload, oldState));
}

function isSyncing({ syncStatus, syncing }: Upload, values: PropertyMap): boolean {
  return values[syncStatus] === syncing;
}

/** The names of the values for which the service states another one. */
export function differing(definition: EntityDefinition, values: PropertyMap, shown: PropertyMap): string[] {
  return Object.keys(values).filter((name) => {
    const row = definition.properties[name];
    const live = shown[name];
    return row !== undefined && !row.writeOnly && live !== undefined && !semanticEquals(row, live, values[name]);
  });
}

export function notTaken({ label }: EntityDefinition, id: string): string {
  return (
    `The ${label} ${displayText(id)} was not updated. The request was answered with success, but Intune doesn't show the change ` +
    "(no later lastModifiedDateTime, no new value), also after it was sent again. Something between here and Microsoft Graph " +
    "may have answered. Check the endpoint and the proxy, and run `pulumi up` again."
  );
}

export function goneAfterWrite({ label }: EntityDefinition, id: string): string {
  return (
    `The ${label} ${displayText(id)} was not updated. The request was answered with success, but Intune has no entity of this id. ` +
    "Run `pulumi refresh`, which removes it from the state, or check the connection."
  );
}

export function unreadAfterWrite({ label }: EntityDefinition, id: string, why: string): string {
  return (
    `The ${label} ${displayText(id)} may have been updated: the request was answered with success, though not with the entity, and ` +
    `reading it back failed. Run \`pulumi up\` again. ${why}`
  );
}
