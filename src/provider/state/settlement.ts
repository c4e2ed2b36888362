import type { EntityDefinition } from "../../definitions/entity";
import { UserError } from "../../errors";
import type { Entity } from "../../graph/entities";
import { isEntity } from "../../graph/entityAnswer";
import { assertCreateOnly, changedArguments } from "../difference";
import type { EntityCalls } from "../entityCalls";
import type { Surroundings } from "../life";
import { pick, withUnsettled } from "../managed";
import { isUnknown, type Plain } from "../plain";
import { same } from "../same";
import { carryExternalUpload } from "../seen";
import { stateAfterRead, stateAfterWrite, type Written } from "../state";
import { UnfitError } from "../unfit";
import { differing, isShown } from "../upload/confirmation";
import type { ConfirmedWrites } from "../upload/confirmedWrites";
import { storedOtherwise } from "../upload/messages";
import type { UploadPlan } from "../uploadPlan";
import { digestOf, rewrittenIn, stillDeclared } from "./rewritten";

/** What a write was asked for, and what is known before it. */
export interface Change {
  readonly id: string;
  readonly before: Plain;
  readonly declared: Plain;
  readonly plan: UploadPlan;
}

/** What becomes of the state after a write, by what the service shows then. */
export class Settlement {
  constructor(
    private readonly definition: EntityDefinition,
    private readonly surroundings: Surroundings,
    private readonly calls: EntityCalls,
    private readonly writes: ConfirmedWrites,
  ) {}

  /**
   * The state of an entity that was written. What was sent and is shown otherwise, the service stores in a form of its own;
   * what else it shows otherwise than declared is sent once more.
   * @param sent The names of what was sent.
   * @param isProven Whether the write is proven by something else than the values that the entity shows.
   * @throws InitializationFailedError when what was sent once more came to nothing
   */
  async settle(change: Change, entity: Entity, sent: readonly string[], isProven: boolean): Promise<Plain> {
    const { id, before, declared } = change;
    const otherwise = this.shownOtherwise(before, declared, entity);
    const isStored = (name: string) =>
      sent.includes(name) &&
      name !== this.definition.upload?.organization &&
      (isProven || this.isNewlyShown(name, before, entity));
    const wanted = pick(
      declared,
      otherwise.filter((name) => !isStored(name)),
    );
    let settled = entity;
    try {
      if (Object.keys(wanted).length > 0) settled = await this.sendAgain(change, wanted, entity, isProven);
      // What wasn't sent can't have been stored in another form: it is another value.
      const { properties } = this.definition;
      const isCreate = sent.some((name) => properties[name]?.createOnly === true);
      if (!isCreate) assertCreateOnly(this.definition, stateAfterRead(this.definition, settled, before), declared);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UnfitError({ id, state: await this.written(settled, change, "unsettled", sent) }, [error.message]);
    }
    const stored = this.shownOtherwise(before, declared, settled);
    if (stored.length > 0) await this.surroundings.warn(storedOtherwise(this.definition, id, stored));
    return this.written(settled, change, "settled", sent);
  }

  private sendAgain(change: Change, wanted: Plain, entity: Entity, isProven: boolean): Promise<Entity> {
    const isTaken = isProven || Object.keys(wanted).every((name) => this.isNewlyShown(name, change.before, entity));
    return this.writes.send(
      change,
      wanted,
      (shown, { answered, earlier }) =>
        (isTaken && answered) || isShown(this.definition, wanted, shown, [entity, ...earlier]),
    );
  }

  /** Whether the entity shows another value than it did before, as far as that is known. */
  private isNewlyShown(name: string, before: Plain, entity: Entity): boolean {
    const row = this.definition.properties[name];
    if (row === undefined || same(row, before[name], entity[name])) return false;
    return rewrittenIn(before)[name] !== digestOf(row, entity[name]);
  }

  /** The declared properties for which the service shows another value, unless it is known to store them so. */
  shownOtherwise(before: Plain, declared: Plain, entity: Entity): string[] {
    const known = stillDeclared(this.definition, before, declared);
    return differing(this.definition, this.settable(declared), entity).filter((name) => {
      const row = this.definition.properties[name];
      return row === undefined || known[name] !== digestOf(row, entity[name]);
    });
  }

  /** The state after the service answered with an entity, or after nothing was sent. */
  async written(
    entity: Plain,
    { before, declared, plan }: Change,
    outcome: Written["outcome"],
    sent: readonly string[],
  ): Promise<Plain> {
    const [version, { tenant }] = await Promise.all([this.calls.version(declared), this.calls.connection(declared)]);
    const guid = isEntity(entity) ? await tenant.identify() : tenant.guid;
    const written = { version, entity, declared: plan.declared, before, sent, outcome, tenant: guid };
    const state = stateAfterWrite(this.definition, written);
    const live = isEntity(entity) ? entity : undefined;
    const whole = plan.token ? state : carryExternalUpload(this.definition, state, before, live);
    return withUnsettled(whole, changedArguments(this.definition, whole, plan.declared));
  }

  /** The declared properties that can be written at any time. */
  private settable(declared: Plain): Plain {
    const { properties } = this.definition;
    return Object.fromEntries(
      Object.entries(declared).filter(([name, value]) => {
        const row = Object.hasOwn(properties, name) ? properties[name] : undefined;
        return row !== undefined && !row.writeOnly && !row.createOnly && value !== undefined && !isUnknown(value);
      }),
    );
  }
}
