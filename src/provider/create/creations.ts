import type { EntityDefinition } from "../../definitions/entity";
import { displayText } from "../../displayText";
import { UserError } from "../../errors";
import type { Entity } from "../../graph/entities";
import { isSameId, keyOfId } from "../../graph/entityAnswer";
import { GraphError } from "../../graph/errors/graphError";
import { retryLimits } from "../../graph/retry/limits";
import { secondOf } from "../dates";
import type { RunContext } from "../handler";
import type { PropertyMap } from "../propertyMap";
import type { RunLedger } from "../run/ledger";
import { findCreated, type SentCreate, type TokenIdentity } from "./identity";
import { cannotTell, lostAnswer, mayHaveBeenCreated } from "./messages";

/** What a create asks of the service. */
export interface CreateRequests {
  readonly list: () => Promise<readonly Entity[]>;
  readonly create: (body: PropertyMap) => Promise<Entity>;
}

const { answeredDelaysMs, unansweredDelaysMs, lastListTimeoutMs, maxAttempts } = retryLimits.lostCreate;

/** A create of which it is not known whether it was carried out. It is never sent again. */
export class OutcomeUnknownError extends UserError {}

/** The creates of one run. */
export class Creations {
  /** The creates that were sent and of which it isn't known what they made. */
  private readonly unanswered = new Set<SentCreate>();
  private readonly queues = new Map<string, Promise<unknown>>();

  constructor(
    private readonly definition: EntityDefinition,
    private readonly context: Pick<RunContext, "now" | "sleep" | "timeout" | "log">,
    private readonly ledger: RunLedger,
  ) {}

  /**
   * Creates an entity, once.
   * @param before What was in the tenant when this run began.
   * @throws UserError, OutcomeUnknownError, GraphError
   */
  async create(
    identity: TokenIdentity,
    body: PropertyMap,
    existing: readonly Entity[],
    requests: CreateRequests,
  ): Promise<Entity> {
    const visible = Object.entries(body).filter(([name]) => !this.definition.properties[name]?.writeOnly);
    // Two that look alike could not be told apart if both answers were lost, so they go one after the other.
    return this.serialize(JSON.stringify([secondOf(identity.expires), visible]), async () => {
      const sent = { identity, body };
      this.unanswered.add(sent);
      try {
        const entity = await this.send(sent, existing, requests);
        this.unanswered.delete(sent);
        return entity;
      } catch (error) {
        // What may have been created may still show up.
        if (!(error instanceof OutcomeUnknownError)) this.unanswered.delete(sent);
        throw error;
      }
    });
  }

  private serialize<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.queues.get(key) ?? Promise.resolve()).then(work, work);
    this.queues.set(key, turn);
    return turn;
  }

  private async send(sent: SentCreate, existing: readonly Entity[], requests: CreateRequests): Promise<Entity> {
    for (let attempt = 1; ; attempt++) {
      try {
        return this.taken(await this.newEntity(sent.body, existing, requests));
      } catch (error) {
        if (!(error instanceof GraphError) || !error.outcomeUnknown) throw error;
        // A success with an error in it is not Graph's way.
        const isAnswered = error.answeredByGraph && (error.status ?? 0) >= 400;
        const delays = isAnswered ? answeredDelaysMs : unansweredDelaysMs;
        const found = await this.lookUp(delays, sent, existing, requests).catch((stopped: unknown) => {
          // A lookup that was canceled, or out of time, leaves it unknown.
          const isStopped = stopped instanceof UserError && stopped.kind === "stopped";
          throw isStopped ? new OutcomeUnknownError(this.withReason(error)) : stopped;
        });
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
  private async newEntity(body: PropertyMap, existing: readonly Entity[], { create }: CreateRequests): Promise<Entity> {
    const entity = await create(body);
    const isKnown = existing.some(({ id }) => isSameId(id, entity.id)) || this.ledger.isTouched(entity.id);
    if (!isKnown) return entity;
    throw new GraphError({
      status: 200,
      graphMessage: `the answer holds the ${this.definition.label} ${displayText(entity.id)}, which existed before`,
      outcomeUnknown: true,
    });
  }

  /** The entity that a request made whose answer was lost, if it is seen. @throws OutcomeUnknownError for several */
  private async lookUp(
    delays: readonly number[],
    sent: SentCreate,
    existing: readonly Entity[],
    { list }: CreateRequests,
  ): Promise<Entity | "not there" | "not known"> {
    const old = new Set(existing.map(({ id }) => keyOfId(id)));
    const { now, log, sleep } = this.context;
    const budgetMs = delays.reduce((sum, each) => sum + each, 0);
    const end = now().getTime() + budgetMs;
    log(lostAnswer(this.definition, Math.round(budgetMs / 1000)));
    let candidates: readonly Entity[] = [];
    let listed: readonly Entity[] | undefined;
    for (const delay of delays) {
      // Lists take their time as well.
      const left = end - now().getTime();
      if (left < 0 || (left === 0 && delay > 0)) break;
      await sleep(Math.min(delay, left));
      listed = await this.listWithin(Math.max(end - now().getTime(), lastListTimeoutMs), list);
      const newEntities = (listed ?? []).filter(({ id }) => !old.has(keyOfId(id)) && !this.ledger.isTouched(id));
      const others = [...this.unanswered].filter((other) => other !== sent);
      const found = findCreated(this.definition, sent, newEntities, others);
      if (found.entity) return this.taken(found.entity);
      // A list that failed takes nothing back.
      if (listed) candidates = found.candidates;
    }
    if (candidates.length > 0) throw new OutcomeUnknownError(cannotTell(this.definition, candidates));
    return listed === undefined ? "not known" : "not there";
  }

  /** What can't be listed now, or hangs, may be listed at the next lookup. */
  private listWithin(milliseconds: number, list: CreateRequests["list"]): Promise<readonly Entity[] | undefined> {
    const nothing = () => undefined;
    return Promise.race([list().catch(nothing), this.context.timeout(milliseconds).then(nothing)]);
  }

  /** Nobody else's lookup may find it from now on. */
  private taken(entity: Entity): Entity {
    this.ledger.touch(entity.id);
    return entity;
  }
}
