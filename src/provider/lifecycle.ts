import type { ApiVersion, EntityDefinition } from "../definitions/entity";
import type { GraphEntities } from "../graph/entities";
import { addressed } from "./addressed";
import { attempt } from "./attempt";
import { check } from "./check";
import { changedArguments, createBody, patchBody } from "./difference";
import type { Failure, Life, Live, Surroundings } from "./life";
import type { Plain } from "./plain";
import { inputsOf, stateAfterRead, stateAfterWrite } from "./state";
import { versionFor } from "./version";

/** The life of an entity that a definition describes. */
export class Lifecycle implements Life {
  constructor(
    private readonly definition: EntityDefinition,
    private readonly surroundings: Surroundings,
  ) {}

  async check(before: Plain | undefined, declared: Plain): Promise<{ inputs: Plain; failures: Failure[] }> {
    const { apiVersion } = await this.surroundings.connection();
    return check(this.definition, declared, {
      before,
      configuredVersion: apiVersion,
      now: this.surroundings.now(),
    });
  }

  async diff(_id: string, state: Plain, declared: Plain): Promise<string[]> {
    return changedArguments(this.definition, state, declared);
  }

  async create(declared: Plain): Promise<Live> {
    const entity = await this.call("creating", undefined, declared, (graph, version, place) =>
      graph.create(place, version, createBody(this.definition, declared)),
    );
    return { id: entity.id, state: stateAfterWrite(this.definition, entity, declared, {}) };
  }

  async read(id: string, before: Plain): Promise<{ state: Plain; inputs: Plain | undefined } | undefined> {
    const entity = await this.call("reading", id, before, (graph, version, place) => graph.get(place, version, id));
    if (!entity) return undefined;
    const state = stateAfterRead(this.definition, entity, before);
    return { state, inputs: inputsOf(state) };
  }

  /** Nothing is sent when only the set of managed arguments changed. */
  async update(id: string, before: Plain, declared: Plain): Promise<Plain> {
    const body = patchBody(this.definition, before, declared);
    if (Object.keys(body).length === 0) return stateAfterWrite(this.definition, {}, declared, before);
    const entity = await this.call("updating", id, declared, (graph, version, place) =>
      graph.update(place, version, id, body),
    );
    return stateAfterWrite(this.definition, entity, declared, before);
  }

  async delete(id: string, before: Plain): Promise<void> {
    await this.call("deleting", id, before, (graph, version, place) => graph.delete(place, version, id));
  }

  private async call<T>(
    doing: "creating" | "reading" | "updating" | "deleting",
    id: string | undefined,
    known: Plain,
    send: (graph: GraphEntities, version: ApiVersion, place: EntityDefinition) => Promise<T>,
  ): Promise<T> {
    const { graph, namespace, apiVersion } = await this.surroundings.connection();
    const { label, permissions } = this.definition;
    const occasion = {
      doing,
      subject: id === undefined ? `the ${label}` : `the ${label} ${id}`,
      permissions: doing === "reading" ? permissions.read : permissions.write,
      namespace,
    };
    return attempt(occasion, () =>
      send(graph, versionFor(this.definition, known, apiVersion), addressed(this.definition, known)),
    );
  }
}
