import type { EntityDefinition } from "../definitions/entity";
import { UserError } from "../errors";
import type { Entity } from "../graph/entities";
import type { TokenOwnership } from "./create/tokenOwnership";
import { dateOf } from "./dates";
import type { EntityCalls } from "./entityCalls";
import type { RunContext, UpdateRequest } from "./handler";
import { importNote, nothingToImport } from "./import/messages";
import { assertCreateOnly, patchBody, unknownCreateOnly } from "./inputs/differences";
import { type PropertyMap, pick } from "./propertyMap";
import { tenantIn } from "./run/tenantGuard";
import { stateAfterRead, withFirstApplied } from "./state/entityState";
import { refreshState } from "./state/refreshState";
import { type Change, Settlement } from "./state/settlement";
import { remedyOf } from "./state/unusableState";
import { ConfirmedWrites, provesUpload } from "./upload/confirmedWrites";
import { planUpload, type UploadPlan } from "./upload/plan";
import type { SecretStore } from "./upload/secretStore";
import { hasSameFingerprint, type StoredToken, storedToken } from "./upload/storedToken";

/** What came of a change. */
export interface Changed {
  readonly state: PropertyMap;
  /** Whether anything was sent for it. */
  readonly sent: boolean;
}

/** What is sent to live entities: what differs, and nothing else. */
export class EntityWriter {
  private readonly writes: ConfirmedWrites;
  private readonly settlement: Settlement;

  constructor(
    private readonly definition: EntityDefinition,
    private readonly context: RunContext,
    private readonly calls: EntityCalls,
    private readonly ownership: TokenOwnership,
    private readonly secrets: SecretStore,
  ) {
    this.writes = new ConfirmedWrites(definition, context, calls);
    this.settlement = new Settlement(definition, context, calls, this.writes);
  }

  /** Writes the program's arguments. */
  async change({ id, state: oldState, oldInputs, newInputs }: UpdateRequest): Promise<Changed> {
    const managed = oldInputs && Object.keys(oldInputs);
    // Somebody may have renewed it since the last refresh, and an older token must not take a newer one's place.
    const isRenewal = this.plan(oldState, newInputs).token !== undefined || this.endsExternal(oldState, newInputs);
    const listed = isRenewal ? await this.liveBefore(id, oldState, newInputs, managed !== undefined) : oldState;
    const untold = unknownCreateOnly(this.definition, listed, newInputs);
    const live = untold.length > 0 ? await this.calls.get(id, newInputs) : undefined;
    const known = live ? { ...listed, ...pick(stateAfterRead(this.definition, live, oldState), untold) } : listed;
    assertCreateOnly(this.definition, known, newInputs);
    const change = { id, oldState: known, newInputs, managed, plan: this.plan(known, newInputs) };
    return this.write(change, async () => live ?? (await this.readUnsent(id, oldState, newInputs)));
  }

  /** The state after a live entity was imported. @throws UserError when there is none of that id */
  async import(id: string, newInputs: PropertyMap, oldState: PropertyMap): Promise<PropertyMap> {
    const live = stateAfterRead(this.definition, await this.toImport(id, newInputs), oldState);
    const change = { id, oldState: live, newInputs, managed: undefined, plan: this.plan(live, newInputs) };
    assertCreateOnly(this.definition, live, newInputs);
    const { state } = await this.write(change, async () => undefined);
    return state;
  }

  /** What an import will do, in a sentence. @throws UserError when there is nothing of that id */
  async importNote(id: string, newInputs: PropertyMap): Promise<string> {
    const live = stateAfterRead(this.definition, await this.toImport(id, newInputs), {});
    assertCreateOnly(this.definition, live, newInputs);
    const body = { ...patchBody(this.definition, live, newInputs, undefined), ...this.plan(live, newInputs).body };
    return importNote(this.definition, id, Object.keys(body));
  }

  /** What is done about the token that is uploaded. @throws UserError when it may not be */
  plan(oldState: PropertyMap, newInputs: PropertyMap): UploadPlan {
    return planUpload(this.definition, oldState, newInputs, this.secrets);
  }

  /** The state of an entity that was created. @throws InitializationFailedError when it is otherwise than declared */
  settle(change: Change, entity: Entity, sent: readonly string[], isProven: boolean): Promise<PropertyMap> {
    return this.settlement.settle(change, entity, sent, isProven);
  }

  /** Whether the program declares a token after an external one, which another external one may have followed. */
  private endsExternal(oldState: PropertyMap, newInputs: PropertyMap): boolean {
    const { upload } = this.definition;
    return storedToken(upload, newInputs) !== undefined && storedToken(upload, oldState)?.kind === "external";
  }

  private async toImport(id: string, newInputs: PropertyMap): Promise<Entity> {
    const live = await this.calls.get(id, newInputs);
    if (live) return live;
    const { namespace } = await this.calls.connection(newInputs);
    throw new UserError(nothingToImport(this.definition, id, namespace));
  }

  /** What is known of the live entity just before a token is uploaded; one list serves all uploads of a run. */
  private async liveBefore(
    id: string,
    oldState: PropertyMap,
    newInputs: PropertyMap,
    isManaged: boolean,
  ): Promise<PropertyMap> {
    const { upload } = this.definition;
    const listed = await (await this.calls.cache(newInputs)).readAtRunStart(id);
    // The upload is proven by what moves from here.
    const isDated = dateOf(listed?.[upload.modified]) !== undefined;
    const live = isDated ? listed : await this.calls.get(id, newInputs);
    if (live === undefined) return oldState;
    // Lists may show null where the entity's own address shows a value.
    const stated = Object.fromEntries(Object.entries(live).filter(([, value]) => value !== null));
    const entity = { ...stated, id: live.id };
    const refreshed = refreshState(this.definition, entity, oldState);
    const shown = isManaged ? withFirstApplied(this.definition, refreshed, oldState, entity) : refreshed;
    // An older date would take a sync since for the upload.
    return { ...shown, [upload.modified]: dateOf(live[upload.modified]) };
  }

  /**
   * What is live, where nothing is sent and the state before doesn't tell it: Graph's beta shows more, and an entity that
   * was of no use may have become so.
   */
  private async readUnsent(id: string, oldState: PropertyMap, newInputs: PropertyMap): Promise<Entity | undefined> {
    const [was, is] = await Promise.all([this.calls.version(oldState), this.calls.version(newInputs)]);
    const showsMore = is === "beta" && was !== "beta";
    const live =
      showsMore || remedyOf(this.definition, oldState) !== undefined ? await this.calls.get(id, newInputs) : undefined;
    if (live) assertCreateOnly(this.definition, stateAfterRead(this.definition, live, oldState), newInputs);
    return live;
  }

  /** Sends what differs; nothing at all when only the set of managed arguments changed. */
  private async write(change: Change, unsent: () => Promise<Entity | undefined>): Promise<Changed> {
    const { oldState, newInputs, managed, plan } = change;
    const body = { ...patchBody(this.definition, oldState, newInputs, managed), ...plan.body };
    if (Object.keys(body).length === 0) {
      const live = await unsent();
      if (live && this.settlement.shownDifferently(oldState, newInputs, live).length > 0)
        return { state: await this.settlement.settle(change, live, [], false), sent: true };
      await this.noteToken(change);
      return { state: await this.settlement.written(live ?? {}, change, "nothing sent", []), sent: false };
    }
    const entity = plan.token ? await this.upload(change, body, plan.token) : await this.writes.update(change, body);
    const isProven = plan.token !== undefined;
    return { state: await this.settlement.settle(change, entity, Object.keys(body), isProven), sent: true };
  }

  /** The entity turned out to hold the declared token already, where that wasn't known. */
  private async noteToken({ id, oldState, newInputs }: Change): Promise<void> {
    const token = storedToken(this.definition.upload, newInputs);
    const { ledger } = this.context.run;
    if (!token || hasSameFingerprint(ledger.managed(id)?.token, token)) return;
    const { tenant, namespace } = await this.calls.connection(newInputs);
    ledger.noteManaged({ id, token, namespace, statedTenant: tenantIn(oldState) }, tenant);
  }

  /** @throws UserError when the token belongs to another entity or resource, or when Intune doesn't take it */
  private async upload(change: Change, body: PropertyMap, token: StoredToken): Promise<Entity> {
    const { id, oldState, newInputs } = change;
    const { ledger } = this.context.run;
    const { tenant, namespace } = await this.calls.connection(newInputs);
    await this.ownership.assertNew(
      token,
      newInputs,
      async () => (await this.calls.cache(newInputs)).snapshot("run start"),
      id,
    );
    await this.ownership.reserve(token, id, newInputs);
    try {
      const entity = await this.writes.send(change, body, (shown, { earlier, span }) =>
        provesUpload(this.definition, token, { oldState, earlier, shown, span }),
      );
      ledger.noteManaged({ id, token, namespace, statedTenant: tenantIn(oldState) }, tenant);
      return entity;
    } catch (error) {
      this.ownership.release(token, id);
      throw error;
    }
  }
}
