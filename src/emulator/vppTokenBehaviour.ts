import { plainDate, preciseDate } from "./dates";
import { badRequest } from "./errors";
import { type JsonObject, textOf } from "./json";
import type { Behaviour } from "./servedEntity";
import type { Moment } from "./settings";
import type { StoredEntity } from "./store";
import { readTokenText } from "./tokenText";
import { appsOf } from "./vppTokenApps";
import { revocationsOf } from "./vppTokenRevocations";
import { stateOf, syncNoted, syncOf } from "./vppTokenState";

/** What Intune makes of an uploaded token. */
export const vppTokenBehaviour: Behaviour = { learn, overrides, changed: syncNoted, values };

function learn(sent: JsonObject, before: JsonObject = {}, { now }: Moment): JsonObject {
  if (!("token" in sent)) return before;
  const facts = readTokenText(textOf(sent.token) ?? "");
  if (facts === undefined) {
    throw badRequest("The VPP token is not valid: it is not the Base64 text of a token file from Apple.", "Intune");
  }
  return {
    ...before,
    location: null,
    ...facts,
    // The apps belong to the location: a renewed token that names none has those of the old one.
    apps: facts.apps.length > 0 ? facts.apps : (before.apps ?? []),
    expiresBefore: before.expires ?? facts.expires,
    uploaded: now.getTime(),
    // Intune asks Apple for the apps as soon as it has a new token.
    synced: now.getTime(),
    syncStarted: null,
  };
}

/** A new token brings the name of its organization. */
function overrides(sent: JsonObject, before: JsonObject | undefined, { settings }: Moment): JsonObject {
  const fingerprint = readTokenText(textOf(sent.token) ?? "")?.fingerprint;
  if (fingerprint === undefined || fingerprint === before?.fingerprint) return {};
  const wins = { "unless sent": false, "on renewal": before !== undefined, always: true }[
    settings.organizationFromToken
  ];
  return wins || !("organizationName" in sent) ? { organizationName: null } : {};
}

function values(token: StoredEntity, all: readonly StoredEntity[], moment: Moment): JsonObject {
  const { set, known } = token;
  const state = stateOf(token, all, moment.now);
  const sync = syncOf(known, state, moment);
  const lagging = moment.now.getTime() < Number(known.uploaded) + moment.settings.renewalLag;
  return {
    organizationName: set.organizationName ?? known.organizationName ?? null,
    expirationDateTime: plainDate(Number(lagging ? known.expiresBefore : known.expires)),
    locationName: known.location ?? null,
    state,
    lastSyncDateTime: preciseDate(sync.synced),
    lastSyncStatus: sync.status,
    lastAppCount: appsOf(token, moment).length,
    tokenActionResults: revocationsOf(known, moment),
  };
}
