import type { ActionDefinition } from "../definitions/action";
import { UserError } from "../errors";
import type { Entity } from "../graph/entities";
import { endOf } from "./actionEnd";
import { failed, goesOn, started, timedOut } from "./actionMessages";
import { isWorthSaying, pauseAfter } from "./actionPauses";
import type { Surroundings } from "./life";

/** A run of an action that has been asked for. */
export interface Run {
  readonly definition: ActionDefinition;
  readonly id: string;
  /** The entity before the run was asked for. */
  readonly before: Entity;
  /** The entity as it was right afterwards. */
  readonly after: Entity;
  readonly seconds: number;
}

/** Looks at the entity until the run has ended, and gives it as it is then. @throws UserError when it failed or takes too long */
export async function waitForEnd(
  { definition, id, before, after, seconds }: Run,
  look: () => Promise<Entity>,
  { now, say, sleep }: Pick<Surroundings, "now" | "say" | "sleep">,
): Promise<Entity> {
  const start = now().getTime();
  const seen = [after];
  let last = after;
  let said = 0;
  say(started(definition, id, seconds));
  for (let pauses = 0; ; pauses++) {
    const end = endOf(definition.progress, before, seen);
    if (end === "completed") return last;
    if (end === "failed") throw new UserError(failed(definition, id, last));
    const passed = now().getTime() - start;
    const left = seconds * 1000 - passed;
    if (left <= 0) throw new UserError(timedOut(definition, id, { before, last, seconds }));
    if (isWorthSaying(said, passed)) say(goesOn(definition, id, last, passed));
    said = passed;
    await sleep(Math.min(pauseAfter(pauses), left));
    last = await look();
    seen.push(last);
  }
}
