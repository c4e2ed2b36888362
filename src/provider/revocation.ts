import type { EntityDefinition, Revocation } from "../definitions/entity";
import { UserError } from "../errors";
import type { Connection } from "../graph/connections";
import type { Entity } from "../graph/entities";
import { GraphError } from "../graph/errors/graphError";
import { retryLimits } from "../graph/retry/limits";
import { duration } from "./actionMessages";
import { isWorthSaying, pauseAfter } from "./actionPauses";
import { attempt } from "./attempt";
import type { Surroundings } from "./life";
import { progressOf, resultSince, resultsOf } from "./revocationDecision";

const limit = retryLimits.revocation.timeoutMs;

type Look = () => Promise<Entity | undefined>;

/**
 * Asks for the revocation and waits until it is done.
 * @param place - the definition with its collection where the entity lives
 * @throws UserError when it comes to another end, or to none in time; the entity is not to be deleted then
 */
export async function revoke(
  place: EntityDefinition,
  revocation: Revocation,
  id: string,
  { graph, namespace }: Connection,
  surroundings: Surroundings,
): Promise<"revoked" | "was already gone"> {
  const operation = { action: `Revoking the ${revocation.label} of` };
  const occasion = { operation, subject: `the ${place.label} ${id}`, permissions: place.permissions.write, namespace };
  const look = () => attempt(occasion, () => graph.get(place, revocation.version, id));
  const act = () => graph.act(place, revocation.version, id, revocation.action, revocation.parameters);

  const before = await look();
  if (!before) return "was already gone";
  surroundings.say(`Revoking ${what(place, revocation, id)}: it is deleted when Intune has done that.`);
  const asked = await attempt(occasion, () => ask(place, revocation, id, act, look));
  return asked === "was already gone" ? asked : wait(place, revocation, id, before, look, surroundings);
}

/** A 404 may also mean that a cloud doesn't know the action. Only the entity itself tells that it is gone. */
async function ask(
  place: EntityDefinition,
  revocation: Revocation,
  id: string,
  act: () => Promise<unknown>,
  look: Look,
): Promise<"asked" | "was already gone"> {
  try {
    await act();
    return "asked";
  } catch (error) {
    if (!(error instanceof GraphError && error.status === 404)) throw error;
    if ((await look()) === undefined) return "was already gone";
    throw notDeleted(place, revocation, id, `failed: Microsoft Graph answered 404: ${error.graphMessage}`);
  }
}

async function wait(
  place: EntityDefinition,
  revocation: Revocation,
  id: string,
  before: Entity,
  look: Look,
  { now, sleep, say }: Surroundings,
): Promise<"revoked" | "was already gone"> {
  const started = now().getTime();
  for (let looks = 0, waited = 0; ; looks++) {
    await sleep(Math.min(pauseAfter(looks), limit - waited));
    const waitedBefore = waited;
    waited = now().getTime() - started;
    const entity = await look();
    if (!entity) return "was already gone";
    const result = resultSince(resultsOf(revocation, before), resultsOf(revocation, entity));
    const progress = progressOf(revocation, result);
    if (progress.is === "done") return "revoked";
    if (progress.is === "stopped") throw notDeleted(place, revocation, id, `failed: ${progress.why}`);
    const standing = `${duration(waited / 1000)} (Intune says: ${progress.state})`;
    if (waited >= limit) throw notDeleted(place, revocation, id, `has not ended after ${standing}`);
    if (isWorthSaying(waitedBefore, waited)) {
      say(`Revoking ${what(place, revocation, id)} has not ended after ${standing}.`);
    }
  }
}

function notDeleted(place: EntityDefinition, revocation: Revocation, id: string, how: string): UserError {
  return new UserError(
    `revoking ${what(place, revocation, id)} ${how}. The ${place.label} was not deleted, since nothing could be ` +
      `revoked afterwards. Mend the cause and delete again. Or, to delete without revoking: take ` +
      `\`${revocation.option}\` out of the program, run \`pulumi up\`, and delete again.`,
  );
}

/** For example "the licences of the VPP token 4711". */
const what = ({ label }: EntityDefinition, revocation: Revocation, id: string): string =>
  `the ${revocation.label} of the ${label} ${id}`;
