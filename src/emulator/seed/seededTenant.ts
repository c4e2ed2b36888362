import type { Moment } from "../settings";
import type { StoredEntity, Tables } from "../store";
import { vppTokenBehaviour } from "../vppTokenBehaviour";
import { madeUpToken } from "./madeUpToken";

const day = 86_400_000;

/** A tenant of so many made-up tokens, the same ones every time. */
export function seededTenant(count: number, moment: Moment): Tables {
  const tokens = Array.from({ length: count }, (_, number) => stored(number, moment));
  return { vppTokens: new Map(tokens.map((token) => [token.id, token])) };
}

function stored(number: number, moment: Moment): StoredEntity {
  const { set, file, expires, synced } = madeUpToken(number, moment.now);
  const token = Buffer.from(JSON.stringify(file)).toString("base64");
  const uploaded = expires.getTime() - 365 * day;
  const syncStarted = synced.getTime() - moment.settings.actionDuration;
  const before = Math.min(expires.getTime(), moment.now.getTime() - 12 * day);
  return {
    id: `5eed0000-0000-4000-8000-${String(number + 1).padStart(12, "0")}`,
    position: number + 1,
    modified: uploaded + number,
    set,
    // Whether its last sync went well depends on its state; one that went badly leaves the date of the one before.
    known: { ...vppTokenBehaviour.learn({ token }, undefined, moment), uploaded, synced: before, syncStarted },
  };
}
