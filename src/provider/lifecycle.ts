import type { EntityDefinition } from "../definitions/entity";
import { UserError } from "../errors";
import type { Entity } from "../graph/entities";
import { parseId } from "./addressInId";
import {
  importedTwice,
  importsAnother,
  keptForOther,
  ownerTagOf,
  splitImportId,
  withImportId,
  withOwnerTag,
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
import { storedToken } from "./knownUpload";
import type { CheckResult, CreateResult, ResourceHandler, RunContext } from "./life";
import { inputsOf, isFirstRead, managedArguments } from "./managed";
import { namespaceIn } from "./namespace";
import type { PropertyMap } from "./plain";
import { ProgramCheck } from "./run/programCheck";
import type { ProgramContext } from "./run/programRoster";
import { TenantGuard } from "./run/tenantGuard";
import { refreshState } from "./seen";
import { tenantIn, withoutTenant } from "./state/tenant";
import { SecretStore } from "./texts";
import { InitializationFailedError, notThere, remedyOf, unusableReason } from "./unfit";
import type { UploadPlan } from "./uploadPlan";

/** The life of an entity that a definition describes. */
export class EntityHandler implements ResourceHandler {
  private readonly calls: EntityCalls;
  private readonly creations: Creations;
  private readonly ownership: TokenOwnership;
  private readonly program: ProgramCheck;
  private readonly tenants: TenantGuard;
  private readonly secrets: SecretStore;
  private readonly writer: EntityWriter;
  /** Those that were read: a comparison that follows may be the refresh's and not the program's. */
  private readonly readIds = new Set<string>();

  constructor(
    private readonly definition: EntityDefinition,
    private readonly context: RunContext,
  ) {
    this.calls = new EntityCalls(definition, context);
    this.creations = new Creations(definition, context, context.run.ledger);
    this.ownership = new TokenOwnership(definition, context, this.calls);
    this.secrets = new SecretStore(definition, context.readSource);
    this.writer = new EntityWriter(definition, context, this.calls, this.ownership, this.secrets);
    this.program = new ProgramCheck(definition, context, this.calls, this.ownership, this.writer);
    this.tenants = new TenantGuard(definition);
  }

  async check(
    oldInputs: PropertyMap | undefined,
    newInputs: PropertyMap,
    program?: ProgramContext,
  ): Promise<CheckResult> {
    const { importId, rest } = splitImportId(newInputs);
    const known = oldInputs && splitImportId(oldInputs);
    const { apiVersion } = await this.calls.connection(rest);
    this.secrets.keep(rest);
    const { inputs, failures } = check(this.definition, rest, {
      oldInputs: known?.rest,
      importId: importId !== undefined,
      configuredVersion: apiVersion,
      now: this.context.now(),
      readSource: this.context.readSource,
    });
    // Elsewhere the id would stand for another tenant's entity, and only the program may say that it does.
    const stays = known && namespaceIn(known.rest) === namespaceIn(inputs);
    const whole = withImportId(inputs, importId ?? (stays ? known?.importId : undefined));
    const checked = { oldInputs: known?.rest, inputs, imports: importId, program, compared: whole };
    if (failures.length > 0) {
      // Tokens that were exchanged fail for other reasons as well, which don't name the other resource.
      const reason = await this.program.rivalry(checked);
      const rivalry = reason === undefined ? [] : [{ property: "", reason }];
      return { inputs: whole, failures: [...failures, ...rivalry], notes: [] };
    }
    const found = await this.program.check(checked);
    return { inputs: whole, failures: found.failures, notes: found.notes };
  }

  async diff(id: string, state: PropertyMap, newInputs: PropertyMap): Promise<string[]> {
    const { importId, rest } = splitImportId(newInputs);
    const isProgram = this.context.run.roster.noteDiff(id, newInputs) || !this.readIds.has(id);
    // A refresh compares as well, and also what the program doesn't declare any more.
    if (isProgram) await this.noteManaged(id, state, rest);
    const change = connectionChange(this.definition, id, state, rest, importId);
    if (change === "stays") this.tenants.assertSameAsConfigured(state, await this.calls.connection(rest), "compared");
    const refusal = this.updateRefusal(id, state, rest, { importId, change, isProgram });
    if (refusal !== undefined && !(await this.isGone(id, state))) throw new UserError(refusal);
    const changed = changedArguments(this.definition, state, rest);
    this.program.assertNoOpenDuplicates();
    return changed;
  }

  async create(newInputs: PropertyMap): Promise<CreateResult> {
    const { importId, rest } = splitImportId(newInputs);
    const connection = await this.calls.connection(rest);
    // The states of existing resources tell which tenant the connection belongs to.
    await this.context.run.programSettled(this.context.sleep);
    await this.tenants.assertSameAsOthers(this.ledger.statedTenantOf(connection.namespace), connection);
    if (importId !== undefined) return this.import(importId, rest);
    const plan = this.writer.plan({}, rest);
    const owner = {};
    await this.ownership.reserve(plan.token, owner, plan.newInputs);
    const entity = await this.createOnce(plan).catch(async (error: unknown) => {
      // Nobody else may upload a token of which it isn't known whether it was uploaded.
      if (!(error instanceof OutcomeUnknownError)) await this.ownership.release(plan.token, owner);
      throw error;
    });
    this.ledger.changes += 1;
    await this.ownership.release(plan.token, owner);
    const { tenant, namespace } = connection;
    this.ledger.noteManaged({ id: entity.id, token: plan.token, namespace, statedTenant: undefined }, tenant);
    const change = { id: entity.id, oldState: {}, newInputs: rest, plan };
    const live = { id: entity.id, state: await this.writer.settle(change, entity, Object.keys(plan.newInputs), true) };
    await this.assertUsable(live, () => this.calls.list(rest));
    return live;
  }

  /** Creates the entity, with as many requests as it takes to do so once. */
  private async createOnce({ body: upload, newInputs, token }: UploadPlan): Promise<Entity> {
    const body = { ...createBody(this.definition, newInputs), ...upload };
    const identity = identityOf(this.definition, token, newInputs);
    if (!identity) return this.calls.create(newInputs, ({ create }) => create(body));
    const existing = await (await this.calls.cache(newInputs)).snapshot("run start");
    await this.ownership.assertNew(token, newInputs, async () => existing);
    return this.calls.create(newInputs, (requests) => this.creations.create(identity, body, existing, requests));
  }

  private async import(id: string, newInputs: PropertyMap): Promise<CreateResult> {
    const number = this.ledger.reserveImport(id);
    if (number === undefined) throw new UserError(importedTwice(this.definition, id));
    try {
      const state = await this.writer.import(id, newInputs, {});
      return { id, state: withOwnerTag(withImportId(state, id), `${this.context.now().getTime()}.${number}`) };
    } catch (error) {
      this.ledger.releaseImport(id);
      throw error;
    }
  }

  async read(
    id: string,
    oldState: PropertyMap,
  ): Promise<{ state: PropertyMap; inputs: PropertyMap | undefined } | undefined> {
    const { id: own, known } = parseId(this.definition, id, oldState);
    await this.tenants.assertSame(oldState, await this.calls.connection(known), "refreshed");
    const entity = await this.live(own, known);
    this.readIds.add(id);
    if (!entity) {
      // A program that asks for it by its id (`get`) is told; what is in the state is dropped from it.
      if (isFirstRead(this.definition, oldState)) throw new UserError(await this.notFound(own, known));
      return undefined;
    }
    const state = refreshState(this.definition, entity, known);
    const inputs = inputsOf(state);
    return { state, inputs: inputs && withImportId(inputs, splitImportId(state).importId) };
  }

  /** Lists may show null where the entity's own address shows a value: what would be drift is asked for there. */
  private async live(id: string, known: PropertyMap): Promise<Entity | undefined> {
    const entity = await (await this.calls.cache(known)).read(id);
    const isNulled =
      entity &&
      (managedArguments(known) ?? []).some(
        (name) => entity[name] === null && known[name] !== undefined && name !== this.definition.upload?.property,
      );
    return isNulled ? this.calls.get(id, known) : entity;
  }

  async update(id: string, oldState: PropertyMap, newInputs: PropertyMap): Promise<PropertyMap> {
    const { importId, rest } = splitImportId(newInputs);
    const place = this.place(id, oldState, rest, importId);
    const kept = (state: PropertyMap) => withOwnerTag(withImportId(state, importId), ownerTagOf(oldState));
    if (place === "imports there") return kept(await this.writer.import(id, rest, withoutTenant(oldState)));
    await this.tenants.assertSame(oldState, await this.calls.connection(rest), "updated");
    // Before the look at what is live, which knows entities by their ids and not the names of resources.
    const [held, wanted] = [oldState, rest].map(
      (values) => this.definition.upload && storedToken(this.definition.upload, values),
    );
    if (wanted?.fingerprint !== held?.fingerprint) await this.program.assertUncontested(wanted, rest);
    const { state: written, sent } = await this.writer.change(id, oldState, rest).catch((error: unknown) => {
      throw error instanceof InitializationFailedError
        ? new InitializationFailedError({ id, state: kept(error.live.state) }, error.reasons)
        : error;
    });
    const state = kept(written);
    // Nothing to do: it is here because its creation failed. Once something was done, Intune may take some time to see.
    const isRetry = !sent && changedArguments(this.definition, oldState, rest).length === 0;
    if (isRetry && remedyOf(this.definition, oldState) !== undefined)
      await this.assertUsable({ id, state }, () => this.calls.list(rest));
    return state;
  }

  async delete(id: string, oldState: PropertyMap): Promise<void> {
    const connection = await this.calls.connection(oldState);
    await this.tenants.assertSame(oldState, connection, "deleted");
    // An import that failed is still declared: the entity stays for the next run.
    const isImported = this.context.run.importers.has(id.toLowerCase());
    if (this.ledger.removeOwner(id, ownerTagOf(oldState)) || isImported)
      return this.context.log(keptForOther(this.definition, id));
    await deleteEntity(this.definition, id, oldState, connection, this.context, () => this.calls.delete(id, oldState));
    this.ledger.noteDeleted(id);
  }

  /** Why the entity can't be updated, as far as the state tells; undefined when nothing speaks against it. */
  private updateRefusal(
    id: string,
    state: PropertyMap,
    newInputs: PropertyMap,
    {
      importId,
      change,
      isProgram,
    }: { importId: string | undefined; change: ReturnType<typeof connectionChange>; isProgram: boolean },
  ): string | undefined {
    if (importId !== undefined && importId.toLowerCase() !== id.toLowerCase())
      return importsAnother(this.definition, id, importId);
    if (typeof change === "object") return change.refused;
    if (!isProgram) return undefined;
    return createOnlyChange(this.definition, state, newInputs) ?? this.uploadRefusal(id, state, newInputs);
  }

  /** Why the declared token can't be uploaded over the last one that is known of the entity. */
  private uploadRefusal(id: string, state: PropertyMap, newInputs: PropertyMap): string | undefined {
    try {
      this.writer.plan(state, newInputs);
      return undefined;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const key = this.context.run.roster.keyOf(id);
      const who = (key === undefined ? undefined : this.context.run.roster.nameOf(key)) ?? id;
      const exchange = key === undefined ? undefined : this.program.exchange(key);
      return [`The resource "${who}" has a problem: ${error.message}`, exchange].filter(Boolean).join(" ");
    }
  }

  /**
   * Whether the service itself says that the entity is gone. What a state says is not proof that it lives: a replacement may
   * have been cut short after its delete. The engine compares such a resource as well, and then creates it.
   */
  private async isGone(id: string, state: PropertyMap): Promise<boolean> {
    if (this.context.run.saidUnanswered) return false;
    const { id: own, known } = parseId(this.definition, id, state);
    await this.tenants.assertSame(state, await this.calls.connection(known), "compared");
    const live = await this.calls.get(own, known).catch((error: unknown) => {
      if (error instanceof UserError) return "not known";
      throw error;
    });
    return live === undefined;
  }

  private get ledger() {
    return this.context.run.ledger;
  }

  /** @throws UnfitError when it is of no use */
  private async assertUsable(live: CreateResult, others: () => Promise<readonly Entity[]>): Promise<void> {
    const reason = await unusableReason(this.definition, live.id, live.state, () => others().catch(() => []));
    if (reason !== undefined) throw new InitializationFailedError(live, [reason]);
  }

  /** A resource of the program has this entity. */
  private async noteManaged(id: string, state: PropertyMap, newInputs: PropertyMap): Promise<void> {
    const { tenant, namespace } = await this.calls.connection(newInputs);
    const { upload } = this.definition;
    const token = upload && storedToken(upload, state);
    const shownExpiry = dateOf(state[upload?.expiry ?? ""]);
    const entity = { id, token, shownExpiry, namespace, statedTenant: tenantIn(state) };
    this.ledger.addOwner(entity, ownerTagOf(state), tenant);
  }

  private async notFound(id: string, known: PropertyMap): Promise<string> {
    return notThere(this.definition, id, (await this.calls.connection(known)).namespace);
  }

  /** Whether the resource stays where it is. @throws UserError when it may not move. */
  private place(
    id: string,
    oldState: PropertyMap,
    newInputs: PropertyMap,
    importId: string | undefined,
  ): "stays" | "imports there" {
    const change = connectionChange(this.definition, id, oldState, newInputs, importId);
    if (typeof change === "object") throw new UserError(change.refused);
    return change;
  }
}
