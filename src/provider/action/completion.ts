import type { ActionDefinition, ActionProgress } from "../../definitions/action";
import { UserError } from "../../errors";
import type { Entity } from "../../graph/entities";
import { stopwatch } from "../../graph/retry/clock";
import type { RunContext } from "../handler";
import { isWorthLogging, pollDelayMs } from "../polling";
import type { PropertyMap } from "../propertyMap";
import { failed, started, stillRunning, timedOut } from "./messages";

/** A run of an action that has been asked for. */
export interface ActionRun {
  readonly definition: ActionDefinition;
  readonly id: string;
  /** The entity before the run was asked for. */
  readonly before: Entity;
  /** The entity as it was right afterwards. */
  readonly after: Entity;
  readonly timeoutMs: number;
}

/** Reads the entity until the run has ended, and returns it as it is then. @throws UserError when the run failed or timed out */
export async function waitForEnd(
  { definition, id, before, after, timeoutMs }: ActionRun,
  readEntity: () => Promise<Entity>,
  { now, log, sleep }: Pick<RunContext, "now" | "log" | "sleep">,
): Promise<Entity> {
  const elapsedMs = stopwatch({ now });
  const observations = [after];
  let last = after;
  let loggedMs = 0;
  log(started(definition, id, timeoutMs));
  for (let polls = 0; ; polls++) {
    const end = completionOf(definition.progress, before, observations);
    if (end === "completed") return last;
    if (end === "failed") throw new UserError(failed(definition, id, last));
    const passedMs = elapsedMs();
    const leftMs = timeoutMs - passedMs;
    if (leftMs <= 0) throw new UserError(timedOut(definition, id, { before, last, timeoutMs }));
    if (isWorthLogging(loggedMs, passedMs)) log(stillRunning(definition, id, last, passedMs));
    loggedMs = passedMs;
    await sleep(Math.min(pollDelayMs(polls), leftMs));
    last = await readEntity();
    observations.push(last);
  }
}

/**
 * How a run of an action goes that was requested between `before` and the first of `observations`.
 *
 * The service goes on showing the end of the run before until it takes up the new one, and one of its replicas may show
 * it once more after that. So an end counts as this run's when
 * - its date is later than the one before (both are the service's dates: our clock is never compared with them),
 * - or it is a failure, and before there was none,
 * - or the run was seen going on, and then the same end twice: so ends a run that leaves the date as it was.
 * A run that was already going on when ours was asked for can't be told from ours: its end counts.
 *
 * @param before The entity before the action was asked for.
 * @param observations The entity at each read since, in order.
 */
export function completionOf(
  progress: ActionProgress,
  before: PropertyMap,
  observations: readonly PropertyMap[],
): "going on" | "completed" | "failed" {
  const last = observations.at(-1) ?? {};
  const status = last[progress.status];
  if (status !== progress.completed && status !== progress.failed) return "going on";
  const end = status === progress.completed ? "completed" : "failed";
  if (isLater(last[progress.date], before[progress.date])) return end;
  if (end === "failed" && before[progress.status] !== progress.failed) return end;
  const wentOn = [before, ...observations].some((entity) => entity[progress.status] === progress.running);
  return wentOn && observations.at(-2)?.[progress.status] === status ? end : "going on";
}

/** A service that never ran the action shows no date, or one of the year 1. */
function isLater(date: unknown, other: unknown): boolean {
  return instant(date) > instant(other);
}

function instant(date: unknown): number {
  const milliseconds = typeof date === "string" ? Date.parse(date) : Number.NaN;
  return Number.isNaN(milliseconds) ? Number.NEGATIVE_INFINITY : milliseconds;
}
