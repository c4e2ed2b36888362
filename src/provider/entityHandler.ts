import type { EntityDefinition, Property } from "../definitions/entity";
import { UserError } from "../errors";
import type { Connection } from "../graph/connections";
import type { Entity } from "../graph/entities";
import { isSameId, keyOfId } from "../graph/entityAnswer";
import { Creations, OutcomeUnknownError } from "./create/creations";
import { identityOf } from "./create/identity";
import { TokenOwnership } from "./create/tokenOwnership";
import { dateOf } from "./dates";
import { deleteEntity } from "./delete/deleteEntity";
import { EntityCalls } from "./entityCalls";
import { EntityWriter } from "./entityWriter";
import type {
  CheckRequest,
  CheckResponse,
  CreateRequest,
  CreateResult,
  DeleteRequest,
  DiffRequest,
  ImportRequest,
  PreviewCreateRequest,
  PropertyDifference,
  ReadRequest,
  ReadResult,
  ResourceHandler,
  RunContext,
  UpdateRequest,
  WarningsRequest,
} from "./handler";
import { importedTwice, importsAnother, keptForOther } from "./import/messages";
import { argumentRows } from "./inputs/arguments";
import { check } from "./inputs/check";
import { connectionMove } from "./inputs/connection";
import { changedArguments, createBody, createOnlyChange } from "./inputs/differences";
import { parseId } from "./inputs/pathParameters";
import { assertComplete, EntityPreview } from "./preview";
import { type PropertyMap, pick } from "./propertyMap";
import { ProgramCheck } from "./run/programCheck";
import { TenantGuard, tenantIn, withoutTenant } from "./run/tenantGuard";
import { withFirstApplied } from "./state/entityState";
import { refreshState } from "./state/refreshState";
import { InitializationFailedError, notThere, remedyOf, unusableReason } from "./state/unusableState";
import { tokenWarnings } from "./tokenWarnings";
import type { UploadPlan } from "./upload/plan";
import { SecretStore } from "./upload/secretStore";
import { hasSameFingerprint, storedToken } from "./upload/storedToken";

/** The operations of an entity that a definition describes. */
export class EntityHandler implements ResourceHandler {
  private readonly calls: EntityCalls;
  private readonly creations: Creations;
  private readonly ownership: TokenOwnership;
  private readonly program: ProgramCheck;
  private readonly preview: EntityPreview;
  private readonly tenants: TenantGuard;
  private readonly secrets: SecretStore;
  private readonly writer: EntityWriter;
  readonly stateShowsInputs = false;

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
    this.preview = new EntityPreview(definition, context, this.ownership, this.writer);
    this.tenants = new TenantGuard(definition);
  }

  get name(): string {
    return this.definition.name;
  }

  get argumentNames(): readonly string[] {
    return Object.keys(argumentRows(this.definition));
  }

  get hiddenArguments(): readonly string[] {
    const { properties, pathParameters = {} } = this.definition;
    const isOutput = (name: string) =>
      Object.hasOwn(pathParameters, name) || (Object.hasOwn(properties, name) && !properties[name]?.writeOnly);
    return this.argumentNames.filter((name) => !isOutput(name));
  }

  async check({ oldInputs, newInputs, importId, resource }: CheckRequest): Promise<CheckResponse> {
    const { apiVersion } = await this.calls.connection(newInputs);
    this.secrets.put(newInputs);
    const { inputs, failures } = check(this.definition, newInputs, {
      oldInputs,
      isImport: importId !== undefined,
      configuredVersion: apiVersion,
      now: this.context.now(),
      readSource: this.context.readSource,
    });
    const checked = { oldInputs, inputs, importId, resource };
    if (failures.length > 0) {
      // Tokens that were exchanged fail for other reasons as well, which don't name the other resource.
      const reason = await this.program.conflict(checked);
      const conflict = reason === undefined ? [] : [{ property: "", reason }];
      return { inputs, failures: [...failures, ...conflict], notes: [] };
    }
    return { inputs, ...(await this.program.check(checked)) };
  }

  async diff(request: DiffRequest): Promise<PropertyDifference[]> {
    const { id, state, oldInputs, newInputs, importId, purpose } = request;
    this.context.run.roster.noteDiff(id, request.resourceKey);
    if (purpose === "deployment") await this.noteManaged(request);
    const change = connectionMove(this.definition, id, state, newInputs, importId);
    if (change === "stays")
      this.tenants.assertSameAsConfigured(state, await this.calls.connection(newInputs), "compared");
    // A move would ask another tenant, so nothing is asked before it is refused.
    if (typeof change === "object") throw new UserError(change.refused);
    const refusal = this.updateRefusal(request);
    if (refusal !== undefined && !(await this.isGone(id, state))) throw new UserError(refusal);
    const changed = changedArguments(this.definition, state, newInputs, oldInputs && Object.keys(oldInputs));
    this.program.assertNoOpenDuplicates();
    return changed.map((property) => ({ property, kind: kindOf(property, state, newInputs) }));
  }

  async create({ inputs }: CreateRequest): Promise<CreateResult> {
    assertComplete(this.definition, inputs);
    const connection = await this.connectionForCreate(inputs);
    const plan = this.writer.plan({}, inputs);
    const owner = {};
    await this.ownership.reserve(plan.token, owner, plan.newInputs);
    const entity = await this.createOnce(plan).catch(async (error: unknown) => {
      // Nobody else may upload a token of which it isn't known whether it was uploaded.
      if (!(error instanceof OutcomeUnknownError)) this.ownership.release(plan.token, owner);
      throw error;
    });
    this.ownership.release(plan.token, owner);
    const { tenant, namespace } = connection;
    this.ledger.noteManaged({ id: entity.id, token: plan.token, namespace, statedTenant: undefined }, tenant);
    const change = { id: entity.id, oldState: {}, newInputs: inputs, managed: undefined, plan };
    const state = await this.writer.settle(change, entity, Object.keys(plan.newInputs), true);
    const result = { id: entity.id, state };
    await this.assertUsable(result, () => this.calls.list(inputs));
    return result;
  }

  previewCreate(request: PreviewCreateRequest): Promise<PropertyMap> {
    return this.preview.create(request);
  }

  async previewUpdate(request: UpdateRequest): Promise<PropertyMap> {
    return this.preview.update(request);
  }

  warnings({ inputs, state }: WarningsRequest): readonly string[] {
    const { upload } = this.definition;
    const days = inputs.renewalWarningDays;
    return tokenWarnings({
      declaredExpiry: storedToken(upload, inputs)?.expires,
      liveExpiry: dateOf(state[upload.expiry]),
      state: this.definition.unusableStates && state[this.definition.unusableStates.property],
      renewalWarningDays: typeof days === "number" ? days : undefined,
      now: this.context.now(),
    });
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

  async import({ id, inputs }: ImportRequest): Promise<CreateResult> {
    await this.connectionForCreate(inputs);
    if (!this.ledger.reserveImport(id)) throw new UserError(importedTwice(this.definition, id));
    try {
      return { id, state: await this.writer.import(id, inputs, {}) };
    } catch (error) {
      this.ledger.releaseImport(id);
      throw error;
    }
  }

  async read({ id, state: oldState = {}, inputs }: ReadRequest): Promise<ReadResult | undefined> {
    const { id: own, known } = parseId(this.definition, id, oldState);
    await this.tenants.assertSame(oldState, await this.calls.connection(known), "refreshed");
    const managed = inputs && Object.keys(inputs);
    const entity = await this.live(own, known, managed ?? []);
    if (!entity) {
      // A program that asks for it by its id (`get`) is told; what is in the state is dropped from it.
      if (managed === undefined && !this.isKnown(oldState)) throw new UserError(await this.notFound(own, known));
      return undefined;
    }
    const refreshed = refreshState(this.definition, entity, known);
    if (managed === undefined) return { id: entity.id, state: refreshed, inputs: undefined };
    const state = withFirstApplied(this.definition, refreshed, known, entity);
    return { id: entity.id, state, inputs: pick(state, managed) };
  }

  /** Whether a state knows of what the service sets: every one does, but that of an entity that wasn't read yet. */
  private isKnown(state: PropertyMap): boolean {
    return Object.entries<Property>(this.definition.properties).some(
      ([name, row]) => row.access === "service" && state[name] !== undefined,
    );
  }

  /** Lists may show null where the entity's own address shows a value: what would be drift is asked for there. */
  private async live(id: string, known: PropertyMap, managed: readonly string[]): Promise<Entity | undefined> {
    const entity = await (await this.calls.cache(known)).read(id);
    const isNulled =
      entity &&
      managed.some(
        (name) => entity[name] === null && known[name] !== undefined && name !== this.definition.upload.property,
      );
    return isNulled ? this.calls.get(id, known) : entity;
  }

  async update(request: UpdateRequest): Promise<PropertyMap> {
    const { id, state: oldState, oldInputs, newInputs, importId } = request;
    const change = connectionMove(this.definition, id, oldState, newInputs, importId);
    if (typeof change === "object") throw new UserError(change.refused);
    if (change === "imports there") return this.writer.import(id, newInputs, withoutTenant(oldState));
    await this.tenants.assertSame(oldState, await this.calls.connection(newInputs), "updated");
    // Before the live entities are read: those have ids, and this error names resources.
    const [held, wanted] = [oldState, newInputs].map((values) => storedToken(this.definition.upload, values));
    if (!hasSameFingerprint(wanted, held)) await this.ownership.assertUncontested(wanted, newInputs);
    const { state, sent } = await this.writer.change(request);
    // Nothing to do: it is here because its creation failed. Once something was done, Intune may take some time to see.
    const managed = oldInputs && Object.keys(oldInputs);
    const isRetry = !sent && changedArguments(this.definition, oldState, newInputs, managed).length === 0;
    if (isRetry && remedyOf(this.definition, oldState) !== undefined)
      await this.assertUsable({ id, state }, () => this.calls.list(newInputs));
    return state;
  }

  async delete({ id, state, ownerTag }: DeleteRequest): Promise<void> {
    const connection = await this.calls.connection(state);
    await this.tenants.assertSame(state, connection, "deleted");
    // An import that failed is still declared: the entity stays for the next run.
    const isImported = this.context.run.importers.has(keyOfId(id));
    if (this.ledger.removeOwner(id, ownerTag) || isImported) return this.context.log(keptForOther(this.definition, id));
    await deleteEntity(this.definition, id, state, connection, this.context, () => this.calls.delete(id, state));
    this.ledger.noteDeleted(id);
  }

  /** The connection through which something new comes into the stack. @throws UserError */
  private async connectionForCreate(inputs: PropertyMap): Promise<Connection> {
    const connection = await this.calls.connection(inputs);
    // The states of existing resources tell which tenant the connection belongs to.
    await this.context.run.programSettled(this.context.sleep);
    await this.tenants.assertSameAsOthers(this.ledger.statedTenantOf(connection.namespace), connection);
    return connection;
  }

  /** Why the entity can't be updated, as far as the state tells; undefined when nothing speaks against it. */
  private updateRefusal({ id, state, newInputs, importId, purpose }: DiffRequest): string | undefined {
    if (importId !== undefined && !isSameId(importId, id)) return importsAnother(this.definition, id, importId);
    if (purpose === "refresh") return undefined;
    return createOnlyChange(this.definition, state, newInputs) ?? this.uploadRefusal(id, state, newInputs);
  }

  /** Why the declared token can't be uploaded over the last one that is known of the entity. */
  private uploadRefusal(id: string, state: PropertyMap, newInputs: PropertyMap): string | undefined {
    try {
      this.writer.plan(state, newInputs);
      return undefined;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const who = this.context.run.roster.managerOf(id)?.name ?? id;
      return this.ownership.withExchange(`The resource "${who}" has a problem: ${error.message}`, id);
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

  /** @throws InitializationFailedError when Intune can't use it */
  private async assertUsable(live: CreateResult, others: () => Promise<readonly Entity[]>): Promise<void> {
    const reason = await unusableReason(this.definition, live.id, live.state, () => others().catch(() => []));
    if (reason !== undefined) throw new InitializationFailedError(live, [reason]);
  }

  /** A resource of the program has this entity. */
  private async noteManaged({ id, state, newInputs, ownerTag, isImport }: DiffRequest): Promise<void> {
    if (isImport) {
      if (this.ledger.isOwnedByAnother(id, ownerTag)) throw new UserError(importedTwice(this.definition, id));
      // An engine that takes another spelling of the id for another entity would delete this one after the import.
      this.context.run.importers.set(keyOfId(id), this.context.run.roster.managerOf(id)?.name ?? id);
    }
    const { tenant, namespace } = await this.calls.connection(newInputs);
    const { upload } = this.definition;
    const token = storedToken(upload, state);
    const shownExpiry = dateOf(state[upload.expiry]);
    this.ledger.addOwner({ id, token, shownExpiry, namespace, statedTenant: tenantIn(state) }, ownerTag, tenant);
  }

  private async notFound(id: string, known: PropertyMap): Promise<string> {
    return notThere(this.definition, id, (await this.calls.connection(known)).namespace);
  }
}

function kindOf(property: string, state: PropertyMap, newInputs: PropertyMap): PropertyDifference["kind"] {
  if (newInputs[property] === undefined) return "delete";
  return state[property] === undefined ? "add" : "update";
}
