import type { ApiVersion, EntityDefinition } from "../definitions/entity";
import type { GraphEntities } from "../graph/entities";
import { explain } from "../graph/explain";
import { GraphFailure } from "../graph/failure";
import { type CheckContext, check, type Failure } from "./check";
import { changedArguments, createBody, patchBody } from "./difference";
import type { Plain } from "./plain";
import { inputsOf, stateAfterRead, stateAfterWrite } from "./state";
import { UserError } from "./userError";
import { versionFor } from "./version";

/** A tenant to talk to: the only way out of the core. */
export interface Connection {
  readonly graph: GraphEntities;
  /** The namespace of configuration that it stems from, for messages. */
  readonly namespace: string;
  /** The version of Graph that the configuration asks for. */
  readonly apiVersion: ApiVersion | undefined;
}

/** What the core is given: the world's effects, and nothing of Pulumi's process. */
export interface Surroundings {
  connection(): Promise<Connection>;
  now(): Date;
}

/** A live entity as the core hands it back. */
export interface Live {
  readonly id: string;
  readonly state: Plain;
}

/** The life of a resource, for any entity that a definition describes. */
export class Lifecycle {
  constructor(
    private readonly definition: EntityDefinition,
    private readonly surroundings: Surroundings,
  ) {}

  async check(before: Plain | undefined, declared: Plain): Promise<{ inputs: Plain; failures: Failure[] }> {
    const { apiVersion } = await this.surroundings.connection();
    const context: CheckContext = { before, configuredVersion: apiVersion, now: this.surroundings.now() };
    return check(this.definition, declared, context);
  }

  /** The names of the arguments that an update would deal with; none when there is nothing to do. */
  diff(state: Plain, declared: Plain): string[] {
    return changedArguments(this.definition, state, declared);
  }

  async create(declared: Plain): Promise<Live> {
    const entity = await this.attempt("creating", this.subject(), declared, "write", (graph, version) =>
      graph.create(this.definition, version, createBody(this.definition, declared)),
    );
    return { id: entity.id, state: stateAfterWrite(this.definition, entity, declared, {}) };
  }

  /** The live entity, or undefined when the service says that there is none: nothing else lets a resource go. */
  async read(id: string, before: Plain): Promise<(Live & { inputs: Plain | undefined }) | undefined> {
    const entity = await this.attempt("reading", this.subject(id), before, "read", (graph, version) =>
      graph.get(this.definition, version, id),
    );
    if (!entity) return undefined;
    const state = stateAfterRead(this.definition, entity, before);
    return { id, state, inputs: inputsOf(state) };
  }

  /** The state after the update. Nothing is sent when only the set of managed arguments changed. */
  async update(id: string, before: Plain, declared: Plain): Promise<Plain> {
    const body = patchBody(this.definition, before, declared);
    if (Object.keys(body).length === 0) return stateAfterWrite(this.definition, {}, declared, before);
    const entity = await this.attempt("updating", this.subject(id), declared, "write", (graph, version) =>
      graph.update(this.definition, version, id, body),
    );
    return stateAfterWrite(this.definition, entity, declared, before);
  }

  async delete(id: string, before: Plain): Promise<void> {
    await this.attempt("deleting", this.subject(id), before, "write", (graph, version) =>
      graph.delete(this.definition, version, id),
    );
  }

  /** One call to Graph, whose failure becomes a sentence for the person who runs the deployment. */
  private async attempt<T>(
    doing: string,
    subject: string,
    declared: Plain,
    access: "read" | "write",
    call: (graph: GraphEntities, version: ApiVersion) => Promise<T>,
  ): Promise<T> {
    const { graph, namespace, apiVersion } = await this.surroundings.connection();
    try {
      return await call(graph, versionFor(this.definition, declared, apiVersion));
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error;
      const permissions = this.definition.permissions[access];
      throw new UserError(explain(error, { doing, subject, permissions, namespace }));
    }
  }

  /** By its id alone: any other value may be a secret, and Pulumi names the resource beside the message. */
  private subject(id?: string): string {
    return id === undefined ? `the ${this.definition.label}` : `the ${this.definition.label} ${id}`;
  }
}
