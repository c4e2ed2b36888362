import type { EntityDefinition } from "../definitions/entity";
import { UserError } from "../errors";
import type { Entity } from "../graph/entities";
import { isEntity } from "../graph/entityAnswer";
import { retryLimits } from "../graph/retry/limits";
import { importNote, nothingToImport } from "./adoption";
import type { TokenOwnership } from "./create/tokenOwnership";
import { changedArguments, createOnlyChange, patchBody } from "./difference";
import type { EntityCalls } from "./entityCalls";
import { type KnownUpload, knownUpload } from "./knownUpload";
import type { Surroundings } from "./life";
import { pick, withUnsettled } from "./managed";
import { isUnknown, type Plain } from "./plain";
import { same } from "./same";
import { carryExternalUpload, seen } from "./seen";
import { stateAfterRead, stateAfterWrite, type Written } from "./state";
import { digestOf, rewrittenIn, stillDeclared } from "./state/rewritten";
import { tenantIn } from "./state/tenant";
import type { Texts } from "./texts";
import { remedyOf, UnfitError } from "./unfit";
import { differing, isShown, provesUpload } from "./upload/confirmation";
import { goneAfterWrite, notTaken, storedOtherwise, unreadAfterWrite } from "./upload/messages";
import { planUpload, type UploadPlan } from "./uploadPlan";

/** What came of a change. */
export interface Changed {
  readonly state: Plain;
  /** Whether anything was sent for it. */
  readonly sent: boolean;
}

/** What a write was asked for, and what is known before it. */
interface Change {
  readonly id: string;
  readonly before: Plain;
  readonly declared: Plain;
  readonly plan: UploadPlan;
}

/** Whether an entity, as it is shown after a write, proves that the write was carried out. */
type IsTaken = (
  shown: Entity,
  context: {
    /** Whether Graph's answer to the write holds it; else it was read afterwards. */
    readonly answered: boolean;
    /** The entity as it was shown after the try before. */
    readonly previous: Entity | undefined;
  },
) => boolean;

/** What is sent to live entities: what differs, and nothing else. */
export class EntityWriter {
  constructor(
    private readonly definition: EntityDefinition,
    private readonly surroundings: Surroundings,
    private readonly calls: EntityCalls,
    private readonly ownership: TokenOwnership,
    private readonly texts: Texts,
  ) {}

  /** Writes the program's arguments. */
  async change(id: string, before: Plain, declared: Plain): Promise<Changed> {
    // Somebody may have renewed it since the last refresh, and an older token must not take a newer one's place.
    const isRenewal = this.plan(before, declared).token !== undefined || this.endsExternal(before, declared);
    const known = isRenewal ? await this.liveBefore(id, before, declared) : before;
    const change = { id, before: known, declared, plan: this.plan(known, declared) };
    return this.write(change, () => this.lookAgain(id, before, declared));
  }

  /** The state after a live entity was imported. @throws UserError when there is none of that id */
  async import(id: string, declared: Plain, before: Plain): Promise<Plain> {
    const live = stateAfterRead(this.definition, await this.toImport(id, declared), before);
    const change = { id, before: live, declared, plan: this.plan(live, declared) };
    this.assertCreateOnly(live, declared);
    const { state } = await this.write(change, async () => undefined);
    return state;
  }

  /** What an import will do, in a sentence. @throws UserError when there is nothing of that id */
  async importNote(id: string, declared: Plain): Promise<string> {
    const live = stateAfterRead(this.definition, await this.toImport(id, declared), {});
    this.assertCreateOnly(live, declared);
    const body = { ...patchBody(this.definition, live, declared), ...this.plan(live, declared).body };
    return importNote(this.definition, id, Object.keys(body));
  }

  /** What is done about the token that is uploaded. @throws UserError when it may not be */
  plan(before: Plain, declared: Plain): UploadPlan {
    return planUpload(this.definition, before, declared, this.texts);
  }

  /**
   * The state of an entity that was written. What was sent and is shown otherwise, the service stores in a form of its own;
   * what else it shows otherwise than declared is sent once more.
   * @param sent The names of what was sent.
   * @param isProven Whether the write is proven by something else than the values that the entity shows.
   * @throws InitializationFailedError when what was sent once more came to nothing
   */
  async settle(change: Change, entity: Entity, sent: readonly string[], isProven: boolean): Promise<Plain> {
    const { id, before, declared } = change;
    const otherwise = this.shownOtherwise(before, declared, entity);
    const isStored = (name: string) =>
      sent.includes(name) &&
      name !== this.definition.upload?.organization &&
      (isProven || this.isNewlyShown(name, before, entity));
    const wanted = pick(
      declared,
      otherwise.filter((name) => !isStored(name)),
    );
    try {
      const settled =
        Object.keys(wanted).length === 0 ? entity : await this.sendAgain(change, wanted, entity, isProven);
      const stored = this.shownOtherwise(before, declared, settled);
      if (stored.length > 0) await this.surroundings.warn(storedOtherwise(this.definition, id, stored));
      return this.written(settled, change, "settled");
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UnfitError({ id, state: await this.written(entity, change, "unsettled") }, [error.message]);
    }
  }

  private sendAgain(change: Change, wanted: Plain, entity: Entity, isProven: boolean): Promise<Entity> {
    const isTaken = isProven || Object.keys(wanted).every((name) => this.isNewlyShown(name, change.before, entity));
    return this.send(
      change,
      wanted,
      (shown, { answered, previous }) =>
        (isTaken && answered) || isShown(this.definition, wanted, shown, previous ?? entity),
    );
  }

  /** Whether the entity shows another value than it did before, as far as that is known. */
  private isNewlyShown(name: string, before: Plain, entity: Entity): boolean {
    const row = this.definition.properties[name];
    if (row === undefined || same(row, before[name], entity[name])) return false;
    return rewrittenIn(before)[name] !== digestOf(row, entity[name]);
  }

  /** The declared properties for which the service shows another value, unless it is known to store them so. */
  private shownOtherwise(before: Plain, declared: Plain, entity: Entity): string[] {
    const known = stillDeclared(this.definition, before, declared);
    return differing(this.definition, this.settable(declared), entity).filter((name) => {
      const row = this.definition.properties[name];
      return row === undefined || known[name] !== digestOf(row, entity[name]);
    });
  }

  /** The state after the service answered with an entity, or after nothing was sent. */
  async written(entity: Plain, { before, declared, plan }: Omit<Change, "id">, outcome: Written["outcome"]) {
    const [version, { tenant }] = await Promise.all([this.calls.version(declared), this.calls.connection(declared)]);
    const guid = isEntity(entity) ? await tenant.identify() : tenant.guid;
    const written = { version, entity, declared: plan.declared, before, outcome, tenant: guid };
    const state = stateAfterWrite(this.definition, written);
    const live = isEntity(entity) ? entity : undefined;
    const whole = plan.token ? state : carryExternalUpload(this.definition, state, before, live);
    return withUnsettled(whole, changedArguments(this.definition, whole, plan.declared));
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

  /** @throws UserError when a property would change that Graph lets be set at creation only */
  private assertCreateOnly(live: Plain, declared: Plain): void {
    const refusal = createOnlyChange(this.definition, live, declared);
    if (refusal !== undefined) throw new UserError(refusal);
  }

  /** What is known of the live entity just before a token is uploaded; one list serves all uploads of a run. */
  private async liveBefore(id: string, before: Plain, declared: Plain): Promise<Plain> {
    const live = await (await this.calls.cache(declared)).readAtRunStart(id);
    if (live === undefined) return before;
    // Lists may show null where the entity's own address shows a value.
    const stated = Object.fromEntries(Object.entries(live).filter(([, value]) => value !== null));
    return seen(this.definition, { ...stated, id: live.id }, before);
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
    if (live) this.assertCreateOnly(stateAfterRead(this.definition, live, before), declared);
    return live;
  }

  /** Sends what differs; nothing at all when only the set of managed arguments changed. */
  private async write(change: Change, unsent: () => Promise<Entity | undefined>): Promise<Changed> {
    const { before, declared, plan } = change;
    const body = { ...patchBody(this.definition, before, declared), ...plan.body };
    if (Object.keys(body).length === 0) {
      const live = await unsent();
      if (live && this.shownOtherwise(before, declared, live).length > 0)
        return { state: await this.settle(change, live, [], false), sent: true };
      await this.noteToken(change);
      return { state: await this.written(live ?? {}, change, "nothing sent"), sent: false };
    }
    const entity = plan.token ? await this.upload(change, body, plan.token) : await this.update(change, body);
    const isProven = plan.token !== undefined;
    return { state: await this.settle(change, entity, Object.keys(body), isProven), sent: true };
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
      const entity = await this.send(change, body, (shown) => provesUpload(this.definition, before, shown, token));
      ledger.noteManaged({ id, token, namespace, statedTenant: tenantIn(before) }, tenant);
      return entity;
    } catch (error) {
      ledger.releaseToken(token.fingerprint, id);
      throw error;
    }
  }

  /** A success without the entity proves nothing: the values do, or on a second try that the entity is modified by it. */
  private update(change: Change, body: Plain): Promise<Entity> {
    return this.send(
      change,
      body,
      (shown, { answered, previous }) => answered || isShown(this.definition, body, shown, previous),
    );
  }

  /**
   * Sends a change until the service shows that it took it, and gives the entity as it is then. A change bears repetition.
   * @throws UserError when the service goes on answering otherwise
   */
  private async send({ id, declared }: Change, body: Plain, isTaken: IsTaken): Promise<Entity> {
    let previous: Entity | undefined;
    for (const delay of [0, ...retryLimits.resend.delaysMs]) {
      if (delay > 0) await this.surroundings.sleep(delay);
      const answer = await this.calls.update(id, declared, body);
      this.surroundings.run.ledger.changes += 1;
      const shown = answer ?? (await this.readBack(id, declared));
      if (shown === undefined) throw new UserError(goneAfterWrite(this.definition, id));
      if (isTaken(shown, { answered: answer !== undefined, previous })) return shown;
      previous = shown;
    }
    throw new UserError(notTaken(this.definition, id));
  }

  /** @throws UserError that says that the change may have been made */
  private readBack(id: string, declared: Plain): Promise<Entity | undefined> {
    return this.calls.get(id, declared).catch((error: unknown) => {
      throw error instanceof UserError ? new UserError(unreadAfterWrite(this.definition, id, error.message)) : error;
    });
  }

  /** The declared properties that can be written at any time. */
  private settable(declared: Plain): Plain {
    const { properties } = this.definition;
    return Object.fromEntries(
      Object.entries(declared).filter(([name, value]) => {
        const row = Object.hasOwn(properties, name) ? properties[name] : undefined;
        return row !== undefined && !row.writeOnly && !row.createOnly && value !== undefined && !isUnknown(value);
      }),
    );
  }
}
