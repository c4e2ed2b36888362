import type { EntityDefinition, Revocation } from "../../definitions/entity";
import { displayText } from "../../displayText";
import { UserError } from "../../errors";
import type { Connection } from "../../graph/connections";
import type { Entity } from "../../graph/entities";
import { withUserError } from "../../graph/errors/explain";
import { GraphError } from "../../graph/errors/graphError";
import { retryLimits } from "../../graph/retry/limits";
import type { RunContext } from "../handler";
import { durationText, isWorthLogging, pollDelayMs } from "../polling";
import { asText, type PropertyMap } from "../propertyMap";

const limit = retryLimits.revocation.timeoutMs;

type ReadEntity = () => Promise<Entity | undefined>;

/**
 * Asks for the revocation and waits until it is done.
 * @param definition - the definition with its collection where the entity lives
 * @throws UserError when it comes to another end, or to none in time; the entity is not to be deleted then
 */
export async function revoke(
  definition: EntityDefinition,
  revocation: Revocation,
  id: string,
  { graph, namespace }: Connection,
  context: RunContext,
): Promise<"revoked" | "was already gone"> {
  const operation = { action: `Revoking the ${revocation.label} of` };
  const operationContext = {
    operation,
    subject: `the ${definition.label} ${displayText(id)}`,
    permissions: definition.permissions.write,
    namespace,
  };
  const readEntity = () => withUserError(operationContext, () => graph.get(definition, revocation.version, id));
  const act = () =>
    context.run.writing(() => graph.act(definition, revocation.version, id, revocation.action, revocation.parameters));

  const before = await readEntity();
  if (!before) return "was already gone";
  context.log(`Revoking ${what(definition, revocation, id)}: it is deleted when Intune has done that.`);
  const asked = await withUserError(operationContext, () => ask(definition, revocation, id, act, readEntity));
  return asked === "was already gone" ? asked : wait(definition, revocation, id, before, readEntity, context);
}

/** A 404 may also mean that a cloud doesn't know the action. Only the entity itself tells that it is gone. */
async function ask(
  definition: EntityDefinition,
  revocation: Revocation,
  id: string,
  act: () => Promise<unknown>,
  readEntity: ReadEntity,
): Promise<"asked" | "was already gone"> {
  try {
    await act();
    return "asked";
  } catch (error) {
    if (!(error instanceof GraphError && error.status === 404)) throw error;
    if ((await readEntity()) === undefined) return "was already gone";
    throw notDeleted(definition, revocation, id, `failed: Microsoft Graph answered 404: ${error.graphMessage}`);
  }
}

async function wait(
  definition: EntityDefinition,
  revocation: Revocation,
  id: string,
  before: Entity,
  readEntity: ReadEntity,
  { now, sleep, log }: RunContext,
): Promise<"revoked" | "was already gone"> {
  const started = now().getTime();
  for (let polls = 0, waited = 0; ; polls++) {
    await sleep(Math.min(pollDelayMs(polls), limit - waited));
    const waitedBefore = waited;
    waited = now().getTime() - started;
    const entity = await readEntity();
    if (!entity) return "was already gone";
    const result = resultSince(resultsOf(revocation, before), resultsOf(revocation, entity));
    const progress = progressOf(revocation, result);
    if (progress.is === "done") return "revoked";
    if (progress.is === "stopped") throw notDeleted(definition, revocation, id, `failed: ${progress.why}`);
    const standing = `${durationText(waited)} (Intune says: ${progress.state})`;
    if (waited >= limit) throw notDeleted(definition, revocation, id, `has not ended after ${standing}`);
    if (isWorthLogging(waitedBefore, waited)) {
      log(`Revoking ${what(definition, revocation, id)} has not ended after ${standing}.`);
    }
  }
}

function notDeleted(definition: EntityDefinition, revocation: Revocation, id: string, how: string): UserError {
  return new UserError(
    `revoking ${what(definition, revocation, id)} ${how}. The ${definition.label} was not deleted, since nothing could be ` +
      `revoked afterwards. Mend the cause and delete again. Or, to delete without revoking: take ` +
      `\`${revocation.option}\` out of the program, run \`pulumi up\`, and delete again.`,
  );
}

/** For example "the licenses of the VPP token 4711". */
const what = ({ label }: EntityDefinition, revocation: Revocation, id: string): string =>
  `the ${revocation.label} of the ${label} ${displayText(id)}`;

/** How an action in the background goes: still on its way, done, or at an end that is not what was asked for. */
export type Progress =
  | { readonly is: "underway"; readonly state: string }
  | { readonly is: "done" }
  | { readonly is: "stopped"; readonly why: string };

/** What the service tells of all revocations of an entity, of earlier ones too. */
export function resultsOf({ results, resultType, action }: Revocation, entity: PropertyMap): PropertyMap[] {
  const all: readonly unknown[] = Array.isArray(entity[results]) ? entity[results] : [];
  return all
    .filter((each): each is PropertyMap => typeof each === "object" && each !== null)
    .filter((each) => each["@odata.type"] === resultType || each.actionName === action);
}

/**
 * The result of the revocation that was asked for between the two looks. One that had ended before and stands there
 * unchanged is an earlier one's; times of the service are not compared with a clock of ours.
 */
export function resultSince(before: readonly PropertyMap[], after: readonly PropertyMap[]): PropertyMap | undefined {
  const earlier = new Set(before.filter(hasEnded).map(print));
  return after
    .filter((each) => !earlier.has(print(each)))
    .reduce<PropertyMap | undefined>(
      (latest, each) => (latest && startOf(latest) > startOf(each) ? latest : each),
      undefined,
    );
}

/** How the revocation goes by its result; without one it has not begun. */
export function progressOf(revocation: Revocation, result: PropertyMap | undefined): Progress {
  const state = displayText(asText(result?.actionState ?? "not begun"));
  if (!result || !hasEnded(result)) return { is: "underway", state };
  const failed = count(result[revocation.failed]) ?? 0;
  if (state === "done" && failed === 0) return { is: "done" };
  return { is: "stopped", why: whyStopped(revocation, result, state, failed) };
}

function whyStopped(revocation: Revocation, result: PropertyMap, state: string, failed: number): string {
  const reason = displayText(asText(result[revocation.reason] ?? "none"));
  const canonicalValue = Object.hasOwn(revocation.reasons, reason)
    ? `${reason}: ${revocation.reasons[reason]}`
    : reason;
  const some = `${failed} of ${count(result[revocation.total]) ?? "an unknown number of"} ${revocation.label} failed`;
  return [`Intune says: ${state}`, ...(reason === "none" ? [] : [canonicalValue]), ...(failed > 0 ? [some] : [])].join(
    "; ",
  );
}

/** Source: Microsoft Graph reference, "actionState enum". A state that is not known is not an end. */
const ends = ["done", "failed", "canceled", "notSupported"];

const hasEnded = ({ actionState }: PropertyMap): boolean => ends.includes(asText(actionState));

const print = ({ actionState, startDateTime, lastUpdatedDateTime }: PropertyMap): string =>
  JSON.stringify([actionState, startDateTime, lastUpdatedDateTime]);

const startOf = ({ startDateTime }: PropertyMap): number => Date.parse(asText(startDateTime)) || 0;

/** A number of licenses; undefined when the service tells none. */
const count = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
