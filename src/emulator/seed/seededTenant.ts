import type { ServiceContext } from "../settings";
import type { StoredEntity, Tables } from "../store";
import { vppTokenBehavior } from "../vppTokenBehaviour";
import { sampleToken } from "./madeUpToken";

const day = 86_400_000;

/** A tenant of so many made-up tokens, the same ones every time. */
export function seededTenant(count: number, context: ServiceContext): Tables {
  const tokens = Array.from({ length: count }, (_, number) => storedToken(number, context));
  return { vppTokens: new Map(tokens.map((token) => [token.id, token])) };
}

function storedToken(number: number, context: ServiceContext): StoredEntity {
  const { set, file, expires, synced } = sampleToken(number, context.now);
  const token = Buffer.from(JSON.stringify(file)).toString("base64");
  const uploaded = expires.getTime() - 365 * day;
  const syncStarted = synced.getTime() - context.settings.actionDuration;
  const before = Math.min(expires.getTime(), context.now.getTime() - 12 * day);
  return {
    id: `5eed0000-0000-4000-8000-${String(number + 1).padStart(12, "0")}`,
    position: number + 1,
    modified: uploaded + number,
    set,
    // Whether its last sync went well depends on its state; one that went badly leaves the date of the one before.
    known: {
      ...vppTokenBehavior.knownAfterWrite({ token }, undefined, context),
      uploaded,
      synced: before,
      syncStarted,
    },
  };
}
