import type { EntityDefinition } from "../definitions/entity";
import { UserError } from "../errors";
import type { Entity } from "../graph/entities";
import { addressInId } from "./addressInId";
import {
  importedTwice,
  importsAnother,
  keptByAnother,
  markOf,
  splitAdoption,
  withAdoption,
  withMark,
} from "./adoption";
import { check } from "./check";
import { connectionChange } from "./connectionChange";
import { Creations, OutcomeUnknownError } from "./create/creations";
import { identityOf } from "./create/identity";
import { TokenOwnership } from "./create/tokenOwnership";
import { dateOf } from "./dates";
import { deleteEntity } from "./delete/deleteEntity";
import { changedArguments, createBody, createOnlyChange } from "./difference";
import { EntityCalls } from "./entityCalls";
import { EntityWriter } from "./entityWriter";
import { knownUpload } from "./knownUpload";
import type { CheckResult, Life, Live, Surroundings } from "./life";
import { inputsOf, isFirstRead, managedArguments } from "./managed";
import { namespaceIn } from "./namespace";
import type { Plain } from "./plain";
import { ProgramCheck } from "./run/programCheck";
import type { ProgramContext } from "./run/programRoster";
import { TenantGuard } from "./run/tenantGuard";
import { seen } from "./seen";
import { tenantIn, withoutTenant } from "./state/tenant";
import { Texts } from "./texts";
import { notThere, remedyOf, UnfitError, unfitness } from "./unfit";
import type { UploadPlan } from "./uploadPlan";

/** The life of an entity that a definition describes. */
export class Lifecycle implements Life {
  private readonly calls: EntityCalls;
  private readonly creations: Creations;
  private readonly ownership: TokenOwnership;
  private readonly program: ProgramCheck;
  private readonly tenants: TenantGuard;
  private readonly texts: Texts;
  private readonly writer: EntityWriter;
  /** Those that were read: a comparison that follows may be the refresh's and not the program's. */
  private readonly readIds = new Set<string>();

  constructor(
    private readonly definition: EntityDefinition,
    private readonly surroundings: Surroundings,
  ) {
    this.calls = new EntityCalls(definition, surroundings);
    this.creations = new Creations(definition, surroundings, surroundings.run.ledger);
    this.ownership = new TokenOwnership(definition, surroundings, this.calls);
    this.texts = new Texts(definition, surroundings.readSource);
    this.writer = new EntityWriter(definition, surroundings, this.calls, this.ownership, this.texts);
    this.program = new ProgramCheck(definition, surroundings, this.calls, this.ownership, this.writer);
    this.tenants = new TenantGuard(definition);
  }

  async check(before: Plain | undefined, declared: Plain, program?: ProgramContext): Promise<CheckResult> {
    const { adopts, rest } = splitAdoption(declared);
    const known = before && splitAdoption(before);
    const { apiVersion } = await this.calls.connection(rest);
    this.texts.keep(rest);
    const { inputs, failures } = check(this.definition, rest, {
      before: known?.rest,
      adopts: adopts !== undefined,
      configuredVersion: apiVersion,
      now: this.surroundings.now(),
      readSource: this.surroundings.readSource,
    });
    // Elsewhere the id would stand for another tenant's entity, and only the program may say that it does.
    const stays = known && namespaceIn(known.rest) === namespaceIn(inputs);
    const whole = withAdoption(inputs, adopts ?? (stays ? known?.adopts : undefined));
    const checked = { before: known?.rest, inputs, imports: adopts, program, compared: whole };
    if (failures.length > 0) {
      // Tokens that were exchanged fail for other reasons as well, which don't name the other resource.
      const reason = await this.program.rivalry(checked);
      const rivalry = reason === undefined ? [] : [{ property: "", reason }];
      return { inputs: whole, failures: [...failures, ...rivalry], notes: [] };
    }
    const found = await this.program.check(checked);
    return { inputs: whole, failures: found.failures, notes: found.notes };
  }

  async diff(id: string, state: Plain, declared: Plain): Promise<string[]> {
    const { adopts, rest } = splitAdoption(declared);
    const isProgram = this.surroundings.run.roster.noteDiff(id, declared) || !this.readIds.has(id);
    // A refresh compares as well, and also what the program doesn't declare any more.
    if (isProgram) await this.noteManaged(id, state, rest);
    const change = connectionChange(this.definition, id, state, rest, adopts);
    if (change === "stays") this.tenants.assertSameAsConfigured(state, await this.calls.connection(rest), "compared");
    const refusal = this.updateRefusal(id, state, rest, { adopts, change, isProgram });
    if (refusal !== undefined && !(await this.isGone(id, state))) throw new UserError(refusal);
    const changed = changedArguments(this.definition, state, rest);
    this.program.assertNoOpenDuplicates();
    return changed;
  }

  async create(declared: Plain): Promise<Live> {
    const { adopts, rest } = splitAdoption(declared);
    const connection = await this.calls.connection(rest);
    // The states of existing resources tell which tenant the connection belongs to.
    await this.surroundings.run.programSettled(this.surroundings.sleep);
    await this.tenants.assertSameAsOthers(this.ledger.statedTenantOf(connection.namespace), connection);
    if (adopts !== undefined) return this.import(adopts, rest);
    const plan = this.writer.plan({}, rest);
    const owner = {};
    await this.ownership.reserve(plan.token, owner, plan.declared);
    const entity = await this.createOnce(plan).catch(async (error: unknown) => {
      // Nobody else may upload a token of which it isn't known whether it was uploaded.
      if (!(error instanceof OutcomeUnknownError)) await this.ownership.release(plan.token, owner);
      throw error;
    });
    this.ledger.changes += 1;
    await this.ownership.release(plan.token, owner);
    const { tenant, namespace } = connection;
    this.ledger.noteManaged({ id: entity.id, token: plan.token, namespace, statedTenant: undefined }, tenant);
    const change = { id: entity.id, before: {}, declared: rest, plan };
    const live = { id: entity.id, state: await this.writer.settle(change, entity, Object.keys(plan.declared), true) };
    await this.mustBeFit(live, () => this.calls.list(rest));
    return live;
  }

  /** Creates the entity, with as many requests as it takes to do so once. */
  private async createOnce({ body: upload, declared, token }: UploadPlan): Promise<Entity> {
    const body = { ...createBody(this.definition, declared), ...upload };
    const identity = identityOf(this.definition, token, declared);
    if (!identity) return this.calls.create(declared, ({ create }) => create(body));
    const before = await (await this.calls.cache(declared)).snapshot("run start");
    await this.ownership.assertNew(token, declared, async () => before);
    return this.calls.create(declared, (requests) => this.creations.create(identity, body, before, requests));
  }

  private async import(id: string, declared: Plain): Promise<Live> {
    const number = this.ledger.reserveImport(id);
    if (number === undefined) throw new UserError(importedTwice(this.definition, id));
    try {
      const state = await this.writer.import(id, declared, {});
      return { id, state: withMark(withAdoption(state, id), `${this.surroundings.now().getTime()}.${number}`) };
    } catch (error) {
      this.ledger.releaseImport(id);
      throw error;
    }
  }

  async read(id: string, before: Plain): Promise<{ state: Plain; inputs: Plain | undefined } | undefined> {
    const { id: own, known } = addressInId(this.definition, id, before);
    await this.tenants.assertSame(before, await this.calls.connection(known), "refreshed");
    const entity = await this.live(own, known);
    this.readIds.add(id);
    if (!entity) {
      // A program that asks for it by its id (`get`) is told; what is in the state is dropped from it.
      if (isFirstRead(this.definition, before)) throw new UserError(await this.notFound(own, known));
      return undefined;
    }
    const state = seen(this.definition, entity, known);
    const inputs = inputsOf(state);
    return { state, inputs: inputs && withAdoption(inputs, splitAdoption(state).adopts) };
  }

  /** Lists may show null where the entity's own address shows a value: what would be drift is asked for there. */
  private async live(id: string, known: Plain): Promise<Entity | undefined> {
    const entity = await (await this.calls.cache(known)).read(id);
    const isNulled =
      entity &&
      (managedArguments(known) ?? []).some(
        (name) => entity[name] === null && known[name] !== undefined && name !== this.definition.upload?.property,
      );
    return isNulled ? this.calls.get(id, known) : entity;
  }

  async update(id: string, before: Plain, declared: Plain): Promise<Plain> {
    const { adopts, rest } = splitAdoption(declared);
    const place = this.place(id, before, rest, adopts);
    const kept = (state: Plain) => withMark(withAdoption(state, adopts), markOf(before));
    if (place === "adopts there") return kept(await this.writer.import(id, rest, withoutTenant(before)));
    await this.tenants.assertSame(before, await this.calls.connection(rest), "updated");
    // Before the look at what is live, which knows entities by their ids and not the names of resources.
    const [held, wanted] = [before, rest].map(
      (values) => this.definition.upload && knownUpload(this.definition.upload, values),
    );
    if (wanted?.fingerprint !== held?.fingerprint) await this.program.assertUncontested(wanted, rest);
    const { state: written, sent } = await this.writer.change(id, before, rest).catch((error: unknown) => {
      throw error instanceof UnfitError ? new UnfitError({ id, state: kept(error.live.state) }, error.reasons) : error;
    });
    const state = kept(written);
    // Nothing to do: it is here because its creation failed. Once something was done, Intune may take some time to see.
    const isRetry = !sent && changedArguments(this.definition, before, rest).length === 0;
    if (isRetry && remedyOf(this.definition, before) !== undefined)
      await this.mustBeFit({ id, state }, () => this.calls.list(rest));
    return state;
  }

  async delete(id: string, before: Plain): Promise<void> {
    const connection = await this.calls.connection(before);
    await this.tenants.assertSame(before, connection, "deleted");
    // An import that failed is still declared: the entity stays for the next run.
    const isImported = this.surroundings.run.importers.has(id.toLowerCase());
    if (this.ledger.removeOwner(id, markOf(before)) || isImported)
      return this.surroundings.say(keptByAnother(this.definition, id));
    await deleteEntity(this.definition, id, before, connection, this.surroundings, () => this.calls.delete(id, before));
    this.ledger.noteDeleted(id);
  }

  /** Why the entity can't be updated, as far as the state tells; undefined when nothing speaks against it. */
  private updateRefusal(
    id: string,
    state: Plain,
    declared: Plain,
    {
      adopts,
      change,
      isProgram,
    }: { adopts: string | undefined; change: ReturnType<typeof connectionChange>; isProgram: boolean },
  ): string | undefined {
    if (adopts !== undefined && adopts.toLowerCase() !== id.toLowerCase())
      return importsAnother(this.definition, id, adopts);
    if (typeof change === "object") return change.refused;
    if (!isProgram) return undefined;
    return createOnlyChange(this.definition, state, declared) ?? this.uploadRefusal(id, state, declared);
  }

  /** Why the declared token can't be uploaded over the last one that is known of the entity. */
  private uploadRefusal(id: string, state: Plain, declared: Plain): string | undefined {
    try {
      this.writer.plan(state, declared);
      return undefined;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const key = this.surroundings.run.roster.keyOf(id);
      const who = (key === undefined ? undefined : this.surroundings.run.roster.nameOf(key)) ?? id;
      const exchange = key === undefined ? undefined : this.program.exchange(key);
      return [`The resource "${who}" has a problem: ${error.message}`, exchange].filter(Boolean).join(" ");
    }
  }

  /**
   * Whether the service itself says that the entity is gone. What a state says is not proof that it lives: a replacement may
   * have been cut short after its delete. The engine compares such a resource as well, and then creates it.
   */
  private async isGone(id: string, state: Plain): Promise<boolean> {
    if (this.surroundings.run.saidUnanswered) return false;
    const { id: own, known } = addressInId(this.definition, id, state);
    await this.tenants.assertSame(state, await this.calls.connection(known), "compared");
    const live = await this.calls.get(own, known).catch((error: unknown) => {
      if (error instanceof UserError) return "not known";
      throw error;
    });
    return live === undefined;
  }

  private get ledger() {
    return this.surroundings.run.ledger;
  }

  /** @throws UnfitError when it is of no use */
  private async mustBeFit(live: Live, others: () => Promise<readonly Entity[]>): Promise<void> {
    const reason = await unfitness(this.definition, live.id, live.state, () => others().catch(() => []));
    if (reason !== undefined) throw new UnfitError(live, [reason]);
  }

  /** A resource of the program has this entity. */
  private async noteManaged(id: string, state: Plain, declared: Plain): Promise<void> {
    const { tenant, namespace } = await this.calls.connection(declared);
    const { upload } = this.definition;
    const token = upload && knownUpload(upload, state);
    const shownExpiry = dateOf(state[upload?.expiry ?? ""]);
    const entity = { id, token, shownExpiry, namespace, statedTenant: tenantIn(state) };
    this.ledger.addOwner(entity, markOf(state), tenant);
  }

  private async notFound(id: string, known: Plain): Promise<string> {
    return notThere(this.definition, id, (await this.calls.connection(known)).namespace);
  }

  /** Whether the resource stays where it is. @throws UserError when it may not move. */
  private place(id: string, before: Plain, declared: Plain, adopts: string | undefined): "stays" | "adopts there" {
    const change = connectionChange(this.definition, id, before, declared, adopts);
    if (typeof change === "object") throw new UserError(change.refused);
    return change;
  }
}
