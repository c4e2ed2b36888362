import type { ApiVersion, EntityDefinition } from "../definitions/entity";
import { displayText } from "../displayText";
import type { Connection } from "../graph/connections";
import type { Entity, GraphEntities } from "../graph/entities";
import { withUserError } from "../graph/errors/explain";
import type { RunContext } from "./handler";
import { versionFor } from "./inputs/apiVersion";
import { namespaceIn, resolvePath } from "./inputs/destination";
import type { PropertyMap } from "./propertyMap";
import type { EntityCache } from "./run/entityCache";

type Call<T> = (graph: GraphEntities, version: ApiVersion, resolved: EntityDefinition) => Promise<T>;

/**
 * The requests of a resource: to the connection, through the version and at the address that its arguments, or its
 * state, say. Failures are for the person who runs the deployment. @throws UserError
 */
export class EntityCalls {
  constructor(
    private readonly definition: EntityDefinition,
    private readonly context: RunContext,
  ) {}

  connection(known: PropertyMap): Promise<Connection> {
    return this.context.connection(namespaceIn(known));
  }

  async version(known: PropertyMap): Promise<ApiVersion> {
    return versionFor(this.definition, known, (await this.connection(known)).apiVersion);
  }

  get(id: string, known: PropertyMap): Promise<Entity | undefined> {
    return this.explained("read", id, known, (graph, version, resolved) => graph.get(resolved, version, id));
  }

  /** All entities of the collection. */
  list(known: PropertyMap): Promise<readonly Entity[]> {
    return this.explained("read", undefined, known, (graph, version, resolved) => graph.list(resolved, version));
  }

  /** The entity as Graph answers the change; undefined when the answer is a success without it. */
  update(id: string, known: PropertyMap, body: PropertyMap): Promise<Entity | undefined> {
    return this.explained("update", id, known, (graph, version, resolved) => graph.update(resolved, version, id, body));
  }

  delete(id: string, known: PropertyMap): Promise<unknown> {
    return this.explained("delete", id, known, (graph, version, resolved) => graph.delete(resolved, version, id));
  }

  /** Creates, with as many requests as it takes to do so once. `send` is given the bare requests. */
  create(
    known: PropertyMap,
    send: (requests: {
      list: () => Promise<readonly Entity[]>;
      create: (body: PropertyMap) => Promise<Entity>;
    }) => Promise<Entity>,
  ): Promise<Entity> {
    return this.explained("create", undefined, known, (graph, version, resolved) =>
      send({ list: () => graph.list(resolved, version), create: (body) => graph.create(resolved, version, body) }),
    );
  }

  /** What this run knows of the collection in which the arguments, or a state, say that the entity lives. */
  async cache(known: PropertyMap): Promise<EntityCache> {
    const version = await this.version(known);
    const { collection } = resolvePath(this.definition, known);
    const requests = { get: (id: string) => this.get(id, known), list: () => this.list(known) };
    const { run, sleep } = this.context;
    return run.cache(await this.connection(known), { version, collection }, requests, sleep);
  }

  private async explained<T>(
    operation: "create" | "read" | "update" | "delete",
    id: string | undefined,
    known: PropertyMap,
    call: Call<T>,
  ): Promise<T> {
    const { graph, namespace } = await this.connection(known);
    const { label, permissions } = this.definition;
    const operationContext = {
      operation,
      subject: id === undefined ? `the ${label}` : `the ${label} ${displayText(id)}`,
      permissions: operation === "read" ? permissions.read : permissions.write,
      namespace,
    };
    const version = await this.version(known);
    const send = () => call(graph, version, resolvePath(this.definition, known));
    const { run } = this.context;
    return withUserError(operationContext, () => (operation === "read" ? send() : run.writing(send)));
  }
}
