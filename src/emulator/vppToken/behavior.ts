import type { EntityBehavior } from "../entities/entitySet";
import { badRequest } from "../http/errors";
import { formatDateTime, formatPreciseDateTime, type JsonObject, nonEmptyString } from "../http/json";
import type { ServiceContext } from "../settings";
import type { StoredEntity } from "../tenant/store";
import { tokenApps } from "./apps";
import { organizationOf, revocationResults, syncRecordedAt, syncStatus, tokenState } from "./status";
import { parseTokenFile } from "./tokenFile";

/** What Intune does with an uploaded token. */
export const vppTokenBehavior: EntityBehavior = {
  knownAfterWrite,
  overrides,
  lastServiceChange: syncRecordedAt,
  serviceValues,
};

function knownAfterWrite(sent: JsonObject, before: JsonObject = {}, { now }: ServiceContext): JsonObject {
  if (!("token" in sent)) return before;
  const facts = parseTokenFile(nonEmptyString(sent.token) ?? "");
  if (facts === undefined) {
    throw badRequest("The VPP token is not valid: it is not the Base64 text of a token file from Apple.", "Intune");
  }
  return {
    ...before,
    location: null,
    ...facts,
    // Apps belong to the location, so a renewed token that names none keeps those of the old one.
    apps: facts.apps.length > 0 ? facts.apps : (before.apps ?? []),
    expiresBefore: before.expires ?? facts.expires,
    uploaded: now.getTime(),
    // Intune asks Apple for the apps as soon as it has a new token.
    synced: now.getTime(),
    syncStarted: null,
  };
}

/** A new token brings the name of its organization. */
function overrides(sent: JsonObject, before: JsonObject | undefined, { settings }: ServiceContext): JsonObject {
  const fingerprint = parseTokenFile(nonEmptyString(sent.token) ?? "")?.fingerprint;
  if (fingerprint === undefined || fingerprint === before?.fingerprint) return {};
  const wins = { "unless sent": false, "on renewal": before !== undefined, always: true }[
    settings.organizationFromToken
  ];
  return wins || !("organizationName" in sent) ? { organizationName: null } : {};
}

function serviceValues(token: StoredEntity, all: readonly StoredEntity[], context: ServiceContext): JsonObject {
  const { known } = token;
  const state = tokenState(token, all, context.now);
  const sync = syncStatus(known, state, context);
  const lagging = context.now.getTime() < Number(known.uploaded) + context.settings.renewalLag;
  return {
    organizationName: organizationOf(token),
    expirationDateTime: formatDateTime(Number(lagging ? known.expiresBefore : known.expires)),
    locationName: known.location ?? null,
    state,
    lastSyncDateTime: formatPreciseDateTime(sync.synced),
    lastSyncStatus: sync.status,
    lastAppCount: tokenApps(token, context).length,
    tokenActionResults: revocationResults(known, context),
  };
}
