import type { ActionDefinition } from "../../definitions/action";
import { commonOptions } from "../../definitions/arguments";
import type { ApiVersion } from "../../definitions/entity";
import { UserError } from "../../errors";
import type { Connection } from "../../graph/connections";
import type { Entity, GraphEntities } from "../../graph/entities";
import type { Operation } from "../../graph/errors/explain";
import { withUserError } from "../../graph/errors/explain";
import { GraphError } from "../../graph/errors/graphError";
import type {
  CheckRequest,
  CheckResponse,
  CreateRequest,
  CreateResult,
  DiffRequest,
  PropertyDifference,
  ReadRequest,
  ReadResult,
  ResourceHandler,
  RunContext,
  UpdateRequest,
} from "../handler";
import { versionFor } from "../inputs/apiVersion";
import { namespaceIn } from "../inputs/destination";
import { type PropertyMap, unknownValue } from "../propertyMap";
import { TenantGuard, tenantIn, withTenant } from "../run/tenantGuard";
import {
  actionState,
  argumentNames,
  changedActionArguments,
  checkAction,
  declaredIn,
  runsAgain,
  waitTimeoutMs,
} from "./arguments";
import { waitForEnd } from "./completion";
import { notThere } from "./messages";

type Send<T> = (graph: GraphEntities, version: ApiVersion) => Promise<T>;

/**
 * The operations of a resource that runs an action of an entity: when it is created, and when its triggers change.
 *
 * A run that fails or times out fails the deployment. A create that failed leaves nothing in the state, and an update
 * that failed leaves the old triggers there, so that the next deployment runs the action again either way.
 */
export class ActionHandler implements ResourceHandler {
  readonly stateShowsInputs = true;
  private readonly tenants: TenantGuard;

  constructor(
    private readonly definition: ActionDefinition,
    private readonly context: RunContext,
  ) {
    this.tenants = new TenantGuard(definition);
  }

  get name(): string {
    return this.definition.name;
  }

  get argumentNames(): readonly string[] {
    return argumentNames(this.definition);
  }

  get importedArguments(): readonly string[] {
    return this.argumentNames;
  }

  get hiddenArguments(): readonly string[] {
    return Object.keys(commonOptions);
  }

  /** Reading the connection's settings here tells at preview what is missing of them. */
  async check({ newInputs }: CheckRequest): Promise<CheckResponse> {
    await this.connection(newInputs);
    return { ...checkAction(this.definition, newInputs), notes: [] };
  }

  async diff({ state, newInputs }: DiffRequest): Promise<PropertyDifference[]> {
    return changedActionArguments(this.definition, state, newInputs).map((property) => ({ property, kind: "update" }));
  }

  /** The id is that of the entity: a run has none of its own in Graph, and this one tells a person what was run. */
  async create({ inputs }: CreateRequest): Promise<CreateResult> {
    return { id: this.target(inputs), state: await this.run(inputs) };
  }

  async previewCreate({ inputs }: CreateRequest): Promise<PropertyMap> {
    const { status, date } = this.definition.progress;
    return { ...inputs, [status]: unknownValue, [date]: unknownValue };
  }

  async previewUpdate({ state: oldState, newInputs }: UpdateRequest): Promise<PropertyMap> {
    if (runsAgain(this.definition, oldState, newInputs)) return this.previewCreate({ inputs: newInputs });
    return actionState(this.definition, newInputs, oldState);
  }

  warnings(): readonly string[] {
    return [];
  }

  /** The resource's class refuses the option before. */
  import(): Promise<CreateResult> {
    throw new UserError(`A ${this.definition.label} is something that is done, so it can't be imported.`);
  }

  /** The state's arguments are the inputs: a run that somebody else asked for is no drift. */
  async read({ id, state: oldState = {} }: ReadRequest): Promise<ReadResult | undefined> {
    // After a change of the target, the state knows it and the id doesn't. An import has the id alone.
    const inputs = { [this.definition.target]: id, ...declaredIn(this.definition, oldState) };
    const target = this.target(inputs);
    await this.tenants.assertSame(oldState, await this.connection(inputs), "refreshed");
    const entity = await this.readEntity(target, inputs);
    return (
      entity && { id, state: withTenant(actionState(this.definition, inputs, entity), tenantIn(oldState)), inputs }
    );
  }

  async update({ state: oldState, newInputs }: UpdateRequest): Promise<PropertyMap> {
    if (runsAgain(this.definition, oldState, newInputs)) return this.run(newInputs);
    return withTenant(actionState(this.definition, newInputs, oldState), tenantIn(oldState));
  }

  /** What was run stays run. */
  async delete(): Promise<void> {}

  private run(newInputs: PropertyMap): Promise<PropertyMap> {
    return this.context.run.writing(() => this.runInTenant(newInputs));
  }

  private async runInTenant(newInputs: PropertyMap): Promise<PropertyMap> {
    const state = await this.runToCompletion(newInputs);
    return withTenant(state, await (await this.connection(newInputs)).tenant.identify());
  }

  private async runToCompletion(newInputs: PropertyMap): Promise<PropertyMap> {
    const id = this.target(newInputs);
    const timeoutMs = waitTimeoutMs(newInputs);
    const readEntity = () => this.readExisting(id, newInputs);
    const act = async () => (await this.act(id, newInputs)) ?? (await readEntity());
    if (timeoutMs === undefined) return actionState(this.definition, newInputs, await act());
    const run = { definition: this.definition, id, timeoutMs, before: await readEntity(), after: await act() };
    return actionState(this.definition, newInputs, await waitForEnd(run, readEntity, this.context));
  }

  private act(id: string, known: PropertyMap): Promise<Entity | undefined> {
    const { action, label, entity } = this.definition;
    return this.call({ action: `Running the ${label} of` }, id, known, entity.permissions.write, (graph, version) =>
      graph.act(entity, version, id, action).catch((error: unknown) => {
        const isGone = error instanceof GraphError && error.saysNotFound;
        throw isGone ? new UserError(notThere(this.definition, id)) : error;
      }),
    );
  }

  private async readExisting(id: string, known: PropertyMap): Promise<Entity> {
    const entity = await this.readEntity(id, known);
    if (!entity) throw new UserError(notThere(this.definition, id));
    return entity;
  }

  private readEntity(id: string, known: PropertyMap): Promise<Entity | undefined> {
    const { entity } = this.definition;
    return this.call("read", id, known, entity.permissions.read, (graph, version) => graph.get(entity, version, id));
  }

  private async call<T>(
    operation: Operation,
    id: string,
    known: PropertyMap,
    permissions: readonly string[],
    send: Send<T>,
  ): Promise<T> {
    const { graph, namespace, apiVersion } = await this.connection(known);
    const { entity } = this.definition;
    const version = versionFor(entity, { apiVersion: known.apiVersion }, apiVersion);
    return withUserError({ operation, subject: `the ${entity.label} ${id}`, permissions, namespace }, () =>
      send(graph, version),
    );
  }

  private connection(known: PropertyMap): Promise<Connection> {
    return this.context.connection(namespaceIn(known));
  }

  private target(known: PropertyMap): string {
    return String(known[this.definition.target]);
  }
}
