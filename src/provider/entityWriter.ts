import type { EntityDefinition } from "../definitions/entity";
import { UserError } from "../errors";
import type { Entity } from "../graph/entities";
import { importNote, nothingToImport } from "./adoption";
import type { TokenOwnership } from "./create/tokenOwnership";
import { dateOf } from "./dates";
import { assertCreateOnly, patchBody, untoldCreateOnly } from "./difference";
import type { EntityCalls } from "./entityCalls";
import { type KnownUpload, knownUpload } from "./knownUpload";
import type { Surroundings } from "./life";
import { pick } from "./managed";
import type { Plain } from "./plain";
import { seen } from "./seen";
import { stateAfterRead } from "./state";
import { type Change, Settlement } from "./state/settlement";
import { tenantIn } from "./state/tenant";
import type { Texts } from "./texts";
import { remedyOf } from "./unfit";
import { provesUpload } from "./upload/confirmation";
import { ConfirmedWrites } from "./upload/confirmedWrites";
import { planUpload, type UploadPlan } from "./uploadPlan";

/** What came of a change. */
export interface Changed {
  readonly state: Plain;
  /** Whether anything was sent for it. */
  readonly sent: boolean;
}

/** What is sent to live entities: what differs, and nothing else. */
export class EntityWriter {
  private readonly writes: ConfirmedWrites;
  private readonly settlement: Settlement;

  constructor(
    private readonly definition: EntityDefinition,
    private readonly surroundings: Surroundings,
    private readonly calls: EntityCalls,
    private readonly ownership: TokenOwnership,
    private readonly texts: Texts,
  ) {
    this.writes = new ConfirmedWrites(definition, surroundings, calls);
    this.settlement = new Settlement(definition, surroundings, calls, this.writes);
  }

  /** Writes the program's arguments. */
  async change(id: string, before: Plain, declared: Plain): Promise<Changed> {
    // Somebody may have renewed it since the last refresh, and an older token must not take a newer one's place.
    const isRenewal = this.plan(before, declared).token !== undefined || this.endsExternal(before, declared);
    const listed = isRenewal ? await this.liveBefore(id, before, declared) : before;
    const untold = untoldCreateOnly(this.definition, listed, declared);
    const live = untold.length > 0 ? await this.calls.get(id, declared) : undefined;
    const known = live ? { ...listed, ...pick(stateAfterRead(this.definition, live, before), untold) } : listed;
    assertCreateOnly(this.definition, known, declared);
    const change = { id, before: known, declared, plan: this.plan(known, declared) };
    return this.write(change, async () => live ?? (await this.lookAgain(id, before, declared)));
  }

  /** The state after a live entity was imported. @throws UserError when there is none of that id */
  async import(id: string, declared: Plain, before: Plain): Promise<Plain> {
    const live = stateAfterRead(this.definition, await this.toImport(id, declared), before);
    const change = { id, before: live, declared, plan: this.plan(live, declared) };
    assertCreateOnly(this.definition, live, declared);
    const { state } = await this.write(change, async () => undefined);
    return state;
  }

  /** What an import will do, in a sentence. @throws UserError when there is nothing of that id */
  async importNote(id: string, declared: Plain): Promise<string> {
    const live = stateAfterRead(this.definition, await this.toImport(id, declared), {});
    assertCreateOnly(this.definition, live, declared);
    const body = { ...patchBody(this.definition, live, declared), ...this.plan(live, declared).body };
    return importNote(this.definition, id, Object.keys(body));
  }

  /** What is done about the token that is uploaded. @throws UserError when it may not be */
  plan(before: Plain, declared: Plain): UploadPlan {
    return planUpload(this.definition, before, declared, this.texts);
  }

  /** The state of an entity that was created. @throws InitializationFailedError when it is otherwise than declared */
  settle(change: Change, entity: Entity, sent: readonly string[], isProven: boolean): Promise<Plain> {
    return this.settlement.settle(change, entity, sent, isProven);
  }

  /** Whether the program declares the token that was uploaded elsewhere, which may have been followed by another one. */
  private endsExternal(before: Plain, declared: Plain): boolean {
    const { upload } = this.definition;
    const declaresOne = upload !== undefined && knownUpload(upload, declared) !== undefined;
    return declaresOne && knownUpload(upload, before)?.elsewhere === true;
  }

  private async toImport(id: string, declared: Plain): Promise<Entity> {
    const live = await this.calls.get(id, declared);
    if (live) return live;
    const { namespace } = await this.calls.connection(declared);
    throw new UserError(nothingToImport(this.definition, id, namespace));
  }

  /** What is known of the live entity just before a token is uploaded; one list serves all uploads of a run. */
  private async liveBefore(id: string, before: Plain, declared: Plain): Promise<Plain> {
    const { upload } = this.definition;
    const listed = await (await this.calls.cache(declared)).readAtRunStart(id);
    // The upload is proven by what moves from here.
    const isDated = upload === undefined || dateOf(listed?.[upload.modified]) !== undefined;
    const live = isDated ? listed : await this.calls.get(id, declared);
    if (live === undefined) return before;
    // Lists may show null where the entity's own address shows a value.
    const stated = Object.fromEntries(Object.entries(live).filter(([, value]) => value !== null));
    const shown = seen(this.definition, { ...stated, id: live.id }, before);
    // An older date would take a sync since for the upload.
    return upload === undefined ? shown : { ...shown, [upload.modified]: dateOf(live[upload.modified]) };
  }

  /**
   * What is live, where nothing is sent and the state before doesn't tell it: Graph's beta shows more, and an entity that
   * was of no use may have become so.
   */
  private async lookAgain(id: string, before: Plain, declared: Plain): Promise<Entity | undefined> {
    const [was, is] = await Promise.all([this.calls.version(before), this.calls.version(declared)]);
    const showsMore = is === "beta" && was !== "beta";
    const live =
      showsMore || remedyOf(this.definition, before) !== undefined ? await this.calls.get(id, declared) : undefined;
    if (live) assertCreateOnly(this.definition, stateAfterRead(this.definition, live, before), declared);
    return live;
  }

  /** Sends what differs; nothing at all when only the set of managed arguments changed. */
  private async write(change: Change, unsent: () => Promise<Entity | undefined>): Promise<Changed> {
    const { before, declared, plan } = change;
    const body = { ...patchBody(this.definition, before, declared), ...plan.body };
    if (Object.keys(body).length === 0) {
      const live = await unsent();
      if (live && this.settlement.shownOtherwise(before, declared, live).length > 0)
        return { state: await this.settlement.settle(change, live, [], false), sent: true };
      await this.noteToken(change);
      return { state: await this.settlement.written(live ?? {}, change, "nothing sent", []), sent: false };
    }
    const entity = plan.token ? await this.upload(change, body, plan.token) : await this.writes.update(change, body);
    const isProven = plan.token !== undefined;
    return { state: await this.settlement.settle(change, entity, Object.keys(body), isProven), sent: true };
  }

  /** The entity turned out to hold the declared token already, where that wasn't known. */
  private async noteToken({ id, before, declared }: Change): Promise<void> {
    const { upload } = this.definition;
    const token = upload && knownUpload(upload, declared);
    const { ledger } = this.surroundings.run;
    if (!token || ledger.managed(id)?.token?.fingerprint === token.fingerprint) return;
    const { tenant, namespace } = await this.calls.connection(declared);
    ledger.noteManaged({ id, token, namespace, statedTenant: tenantIn(before) }, tenant);
  }

  /** @throws UserError when the token belongs to another entity or resource, or when Intune doesn't take it */
  private async upload(change: Change, body: Plain, token: KnownUpload): Promise<Entity> {
    const { id, before, declared } = change;
    const { ledger } = this.surroundings.run;
    const { tenant, namespace } = await this.calls.connection(declared);
    await this.ownership.assertNew(
      token,
      declared,
      async () => (await this.calls.cache(declared)).snapshot("run start"),
      id,
    );
    await this.ownership.reserve(token, id, declared);
    try {
      const entity = await this.writes.send(change, body, (shown, { earlier, span }) =>
        provesUpload(this.definition, token, { before, earlier, shown, span }),
      );
      ledger.noteManaged({ id, token, namespace, statedTenant: tenantIn(before) }, tenant);
      return entity;
    } catch (error) {
      ledger.releaseToken(token.fingerprint, id);
      throw error;
    }
  }
}
