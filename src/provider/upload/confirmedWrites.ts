import type { EntityDefinition } from "../../definitions/entity";
import { UserError } from "../../errors";
import type { Entity } from "../../graph/entities";
import { retryLimits } from "../../graph/retry/limits";
import type { EntityCalls } from "../entityCalls";
import type { RunContext } from "../handler";
import type { PropertyMap } from "../propertyMap";
import { isShown, type Span } from "./confirmation";
import { goneAfterWrite, notTaken, unreadAfterWrite } from "./messages";

/** What is written to: the entity, and the arguments that say where it lives. */
interface Target {
  readonly id: string;
  readonly newInputs: PropertyMap;
}

/** Whether an entity, as it is shown after a write, proves that the write was carried out. */
type IsTaken = (
  shown: Entity,
  context: {
    /** Whether Graph's answer to the write holds it; else it was read afterwards. */
    readonly answered: boolean;
    /** The entity as it was shown after each of the tries before. */
    readonly earlier: readonly Entity[];
    readonly span: Span;
  },
) => boolean;

/** Changes of live entities, each of them sent until the service shows that it took it. */
export class ConfirmedWrites {
  constructor(
    private readonly definition: EntityDefinition,
    private readonly context: RunContext,
    private readonly calls: EntityCalls,
  ) {}

  /** A success without the entity proves nothing: the values do, or on a second try that the entity is modified by it. */
  update(change: Target, body: PropertyMap): Promise<Entity> {
    return this.send(
      change,
      body,
      (shown, { answered, earlier }) => answered || isShown(this.definition, body, shown, earlier),
    );
  }

  /**
   * Sends a change until the service shows that it took it, and gives the entity as it is then. A change bears repetition.
   * @throws UserError when the service goes on answering otherwise
   */
  async send({ id, newInputs }: Target, body: PropertyMap, isTaken: IsTaken): Promise<Entity> {
    const { now, sleep } = this.context;
    const earlier: Entity[] = [];
    for (const delay of [0, ...retryLimits.resend.delaysMs]) {
      if (delay > 0) await sleep(delay);
      const sent = now().getTime();
      const answer = await this.calls.update(id, newInputs, body);
      this.context.run.ledger.changes += 1;
      const shown = answer ?? (await this.readBack(id, newInputs));
      if (shown === undefined) throw new UserError(goneAfterWrite(this.definition, id));
      const span = { sent, shown: now().getTime() };
      if (isTaken(shown, { answered: answer !== undefined, earlier, span })) return shown;
      earlier.push(shown);
    }
    throw new UserError(notTaken(this.definition, id));
  }

  /** @throws UserError that says that the change may have been made */
  private readBack(id: string, newInputs: PropertyMap): Promise<Entity | undefined> {
    return this.calls.get(id, newInputs).catch((error: unknown) => {
      throw error instanceof UserError ? new UserError(unreadAfterWrite(this.definition, id, error.message)) : error;
    });
  }
}
