import type { EntityDefinition } from "../../definitions/entity";
import { UserError } from "../../errors";
import type { Entity } from "../../graph/entities";
import { isSameId } from "../../graph/entityAnswer";
import { GraphError } from "../../graph/errors/graphError";
import { retryLimits } from "../../graph/retry/limits";
import type { Surroundings } from "../life";
import type { Plain } from "../plain";
import type { RunLedger } from "../run/ledger";
import { findCreated, type TokenIdentity } from "./identity";
import { cannotTell, lostAnswer, mayHaveBeenCreated } from "./messages";

/** What a create asks of the service. */
export interface CreateRequests {
  readonly list: () => Promise<readonly Entity[]>;
  readonly create: (body: Plain) => Promise<Entity>;
}

const { answeredDelaysMs, unansweredDelaysMs, maxAttempts } = retryLimits.lostCreate;

/** A create of which it is not known whether it was carried out. It is never sent again. */
export class OutcomeUnknownError extends UserError {}

/** The creates of one run. */
export class Creations {
  /** The creates that are under way, by the expiry of their token. */
  private readonly underWay = new Map<string, number>();
  private readonly queues = new Map<string, Promise<unknown>>();

  constructor(
    private readonly definition: EntityDefinition,
    private readonly surroundings: Pick<Surroundings, "now" | "sleep" | "say">,
    private readonly ledger: RunLedger,
  ) {}

  /**
   * Creates an entity, once.
   * @param before What was in the tenant when this run began.
   * @throws UserError, OutcomeUnknownError, GraphError
   */
  async create(
    identity: TokenIdentity,
    body: Plain,
    before: readonly Entity[],
    requests: CreateRequests,
  ): Promise<Entity> {
    const visible = Object.entries(body).filter(([name]) => !this.definition.properties[name]?.writeOnly);
    const expires = secondOf(identity);
    this.count(expires, 1);
    try {
      // Two that look alike could not be told apart if both answers were lost, so they go one after the other.
      return await this.serialize(JSON.stringify([expires, visible]), () =>
        this.send(identity, body, before, requests),
      );
    } finally {
      this.count(expires, -1);
    }
  }

  private count(expires: string, change: number): void {
    this.underWay.set(expires, (this.underWay.get(expires) ?? 0) + change);
  }

  private serialize<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.queues.get(key) ?? Promise.resolve()).then(work, work);
    this.queues.set(key, turn);
    return turn;
  }

  private async send(
    identity: TokenIdentity,
    body: Plain,
    before: readonly Entity[],
    requests: CreateRequests,
  ): Promise<Entity> {
    for (let attempt = 1; ; attempt++) {
      try {
        return this.taken(await this.newEntity(body, before, requests));
      } catch (error) {
        if (!(error instanceof GraphError) || !error.outcomeUnknown) throw error;
        // A success with an error in it is not Graph's way.
        const isAnswered = error.answeredByGraph && (error.status ?? 0) >= 400;
        const delays = isAnswered ? answeredDelaysMs : unansweredDelaysMs;
        const found = await this.lookUp(delays, identity, body, before, requests);
        if (typeof found === "object") return found;
        // Graph's own answer is evidence; a missing one is no answer.
        const isKnown = isAnswered && found === "not there";
        if (!isKnown) throw new OutcomeUnknownError(this.withReason(error));
        if (attempt === maxAttempts) throw error;
      }
    }
  }

  private withReason({ status, graphMessage }: GraphError): string {
    const answer = status === undefined ? graphMessage : `HTTP ${status}, ${graphMessage}`;
    return `Creating the ${this.definition.label} failed: ${answer}. ${mayHaveBeenCreated(this.definition)}`;
  }

  /** An answer with an entity that was there before is an answer to something else. */
  private async newEntity(body: Plain, before: readonly Entity[], { create }: CreateRequests): Promise<Entity> {
    const entity = await create(body);
    const isKnown = before.some(({ id }) => isSameId(id, entity.id)) || this.ledger.isTouched(entity.id);
    if (!isKnown) return entity;
    throw new GraphError({
      status: 200,
      graphMessage: `the answer holds the ${this.definition.label} ${entity.id}, which existed before`,
      outcomeUnknown: true,
    });
  }

  /** The entity that a request made whose answer was lost, if it is seen. @throws OutcomeUnknownError for several */
  private async lookUp(
    delays: readonly number[],
    identity: TokenIdentity,
    body: Plain,
    before: readonly Entity[],
    { list }: CreateRequests,
  ): Promise<Entity | "not there" | "not known"> {
    const old = new Set(before.map(({ id }) => id.toLowerCase()));
    const { now, say, sleep } = this.surroundings;
    const budgetMs = delays.reduce((sum, each) => sum + each, 0);
    const start = now().getTime();
    say(lostAnswer(this.definition, Math.round(budgetMs / 1000)));
    let candidates: readonly Entity[] = [];
    let listed: readonly Entity[] | undefined;
    for (const delay of delays) {
      // A list that fails takes its time as well.
      if (now().getTime() + delay - start > budgetMs * 2) break;
      await sleep(delay);
      // What can't be listed now may be listed at the next lookup.
      listed = await list().catch(() => undefined);
      const newEntities = (listed ?? []).filter(({ id }) => !old.has(id.toLowerCase()) && !this.ledger.isTouched(id));
      const alone = (this.underWay.get(secondOf(identity)) ?? 0) < 2;
      candidates = findCreated(this.definition, identity, body, newEntities, alone);
      const [found, ...others] = candidates;
      if (found && others.length === 0) return this.taken(found);
    }
    if (candidates.length > 0) throw new OutcomeUnknownError(cannotTell(this.definition, candidates));
    return listed === undefined ? "not known" : "not there";
  }

  /** Nobody else's lookup may find it from now on. */
  private taken(entity: Entity): Entity {
    this.ledger.touch(entity.id);
    return entity;
  }
}

/** The same for one expiry, however it is written. */
function secondOf({ expires }: TokenIdentity): string {
  return String(Math.floor(Date.parse(expires) / 1000));
}
