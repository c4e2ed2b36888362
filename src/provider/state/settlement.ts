import type { EntityDefinition } from "../../definitions/entity";
import { UserError } from "../../errors";
import type { Entity } from "../../graph/entities";
import { isEntity } from "../../graph/entityAnswer";
import type { EntityCalls } from "../entityCalls";
import { semanticEquals } from "../equality";
import type { RunContext } from "../handler";
import { assertCreateOnly, changedArguments } from "../inputs/differences";
import { isUnknown, type PropertyMap, pick } from "../propertyMap";
import type { ConfirmedWrites } from "../upload/confirmedWrites";
import { differing, isShown } from "../upload/confirmedWrites";
import type { UploadPlan } from "../upload/plan";
import { stateAfterRead, stateAfterWrite, type Written } from "./entityState";
import { withUnsettled } from "./keys";
import { carryExternalUpload } from "./refreshState";
import { digestOf, rewrittenIn, stillDeclared, storedDifferently } from "./rewritten";
import { InitializationFailedError } from "./unusableState";

/** What a write was asked for, and what is known before it. */
export interface Change {
  readonly id: string;
  readonly oldState: PropertyMap;
  readonly newInputs: PropertyMap;
  /** The names of the arguments of the last deployment; undefined where they aren't known. */
  readonly managed: readonly string[] | undefined;
  readonly plan: UploadPlan;
}

/** What becomes of the state after a write, by what the service shows then. */
export class Settlement {
  constructor(
    private readonly definition: EntityDefinition,
    private readonly context: RunContext,
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
  async settle(change: Change, entity: Entity, sent: readonly string[], isProven: boolean): Promise<PropertyMap> {
    const { id, oldState, newInputs } = change;
    const otherwise = this.shownDifferently(oldState, newInputs, entity);
    const isStored = (name: string) =>
      sent.includes(name) &&
      name !== this.definition.upload.organization &&
      (isProven || this.isNewlyShown(name, oldState, entity));
    const wanted = pick(
      newInputs,
      otherwise.filter((name) => !isStored(name)),
    );
    let settled = entity;
    try {
      if (Object.keys(wanted).length > 0) settled = await this.sendAgain(change, wanted, entity, isProven);
      // What wasn't sent can't have been stored in another form: it is another value.
      const { properties } = this.definition;
      const isCreate = sent.some((name) => properties[name]?.createOnly === true);
      if (!isCreate) assertCreateOnly(this.definition, stateAfterRead(this.definition, settled, oldState), newInputs);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new InitializationFailedError({ id, state: await this.written(settled, change, "unsettled", sent) }, [
        error.message,
      ]);
    }
    const created = pick(
      newInputs,
      sent.filter((name) => this.definition.properties[name]?.createOnly === true),
    );
    const stored = [
      ...this.shownDifferently(oldState, newInputs, settled),
      ...differing(this.definition, created, settled),
    ];
    if (stored.length > 0) await this.context.warn(storedDifferently(this.definition, id, stored));
    return this.written(settled, change, "settled", sent);
  }

  private sendAgain(change: Change, wanted: PropertyMap, entity: Entity, isProven: boolean): Promise<Entity> {
    const isTaken = isProven || Object.keys(wanted).every((name) => this.isNewlyShown(name, change.oldState, entity));
    return this.writes.send(
      change,
      wanted,
      (shown, { answered, earlier }) =>
        (isTaken && answered) || isShown(this.definition, wanted, shown, [entity, ...earlier]),
    );
  }

  /** Whether the entity shows another value than it did before, as far as that is known. */
  private isNewlyShown(name: string, oldState: PropertyMap, entity: Entity): boolean {
    const row = this.definition.properties[name];
    if (row === undefined || semanticEquals(row, oldState[name], entity[name])) return false;
    return rewrittenIn(oldState)[name] !== digestOf(row, entity[name]);
  }

  /** The declared properties for which the service shows another value, unless it is known to store them so. */
  shownDifferently(oldState: PropertyMap, newInputs: PropertyMap, entity: Entity): string[] {
    const known = stillDeclared(this.definition, oldState, newInputs);
    return differing(this.definition, this.settable(newInputs), entity).filter((name) => {
      const row = this.definition.properties[name];
      return row === undefined || known[name] !== digestOf(row, entity[name]);
    });
  }

  /** The state after the service answered with an entity, or after nothing was sent. */
  async written(
    entity: PropertyMap,
    { oldState, newInputs, plan }: Change,
    outcome: Written["outcome"],
    sent: readonly string[],
  ): Promise<PropertyMap> {
    const [version, { tenant }] = await Promise.all([this.calls.version(newInputs), this.calls.connection(newInputs)]);
    const guid = isEntity(entity) ? await tenant.identify() : tenant.guid;
    const written = { version, entity, newInputs: plan.newInputs, oldState, sent, outcome, tenant: guid };
    const state = stateAfterWrite(this.definition, written);
    const live = isEntity(entity) ? entity : undefined;
    const whole = plan.token ? state : carryExternalUpload(this.definition, state, oldState, live);
    return withUnsettled(whole, changedArguments(this.definition, whole, plan.newInputs, Object.keys(plan.newInputs)));
  }

  /** The declared properties that can be written at any time. */
  private settable(newInputs: PropertyMap): PropertyMap {
    const { properties } = this.definition;
    return Object.fromEntries(
      Object.entries(newInputs).filter(([name, value]) => {
        const row = Object.hasOwn(properties, name) ? properties[name] : undefined;
        return row !== undefined && !row.writeOnly && !row.createOnly && value !== undefined && !isUnknown(value);
      }),
    );
  }
}
