import type { EntityDefinition } from "../definitions/entity";
import type { Entity } from "../graph/entities";
import { GraphFailure } from "../graph/failure";
import { alreadyThere, cantBeTold, declaredTwice, lostAnswer } from "./creationMessages";
import type { Deeds } from "./deeds";
import { type Identity, madeBy, shows } from "./identity";
import type { Surroundings } from "./life";
import type { Plain } from "./plain";
import { UserError } from "./userError";

/** What a creation asks of the service. */
export interface CreationRequests {
  readonly list: () => Promise<readonly Entity[]>;
  readonly create: (body: Plain) => Promise<Entity>;
}

/** Seconds before each look for an entity whose answer was lost: a list may lag behind a write. */
const looks = [0, 2, 5];
/** How often a create is sent at the most, when it is certain each time that nothing came of it. */
const mostAttempts = 3;

/**
 * The creations of one process in one collection. They share one list, made before the first of them, which tells what
 * was in the tenant already.
 */
export class Creations {
  private before: Promise<readonly Entity[]> | undefined;
  private readonly lines = new Map<string, Promise<unknown>>();

  constructor(
    private readonly definition: EntityDefinition,
    private readonly surroundings: Surroundings,
    private readonly deeds: Deeds,
  ) {}

  /**
   * Creates an entity, once. When it is in the tenant already nothing is sent; when an answer is lost the entity is
   * looked for before anything is sent again.
   * @throws UserError, GraphFailure
   */
  async create(identity: Identity, body: Plain, requests: CreationRequests): Promise<Entity> {
    const before = await this.listBefore(requests);
    const twins = before
      .filter(({ id }) => !this.deeds.settled.has(id))
      .filter((one) => shows(this.definition, identity, one));
    if (twins.some(({ id }) => this.deeds.isDeclared(id))) throw new UserError(declaredTwice(this.definition));
    if (twins.length > 0) throw new UserError(alreadyThere(this.definition, twins));
    const visible = Object.entries(body).filter(([name]) => !this.definition.properties[name]?.writeOnly);
    // Two that look alike could not be told apart if both answers were lost, so they go one after the other.
    const entity = await this.inLine(JSON.stringify([identity, visible]), () =>
      this.send(identity, body, before, requests),
    );
    this.deeds.settled.add(entity.id);
    return entity;
  }

  private listBefore({ list }: CreationRequests): Promise<readonly Entity[]> {
    this.before ??= list().catch((error) => {
      this.before = undefined;
      throw error;
    });
    return this.before;
  }

  private inLine<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.lines.get(key) ?? Promise.resolve()).then(work, work);
    this.lines.set(key, turn);
    return turn;
  }

  private async send(
    identity: Identity,
    body: Plain,
    before: readonly Entity[],
    requests: CreationRequests,
  ): Promise<Entity> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await requests.create(body);
      } catch (error) {
        if (!(error instanceof GraphFailure) || !error.ambiguous) throw error;
        this.surroundings.say(lostAnswer(this.definition));
        const made = await this.look(identity, body, before, requests);
        if (made) return made;
        if (attempt === mostAttempts) throw error;
      }
    }
  }

  /** The entity that a request made whose answer was lost; undefined when it made none. */
  private async look(
    identity: Identity,
    body: Plain,
    before: readonly Entity[],
    { list }: CreationRequests,
  ): Promise<Entity | undefined> {
    const old = new Set(before.map(({ id }) => id));
    for (const seconds of looks) {
      await this.surroundings.sleep(seconds * 1000);
      const newcomers = (await list()).filter(({ id }) => !old.has(id) && !this.deeds.settled.has(id));
      const [made, ...others] = madeBy(this.definition, identity, body, newcomers);
      if (made && others.length > 0) throw new UserError(cantBeTold(this.definition, [made, ...others]));
      if (made) return made;
    }
    return undefined;
  }
}
