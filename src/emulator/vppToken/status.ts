import { formatPreciseDateTime, type Json, type JsonObject, nonEmptyString, objectsIn } from "../http/json";
import type { ServiceContext } from "../settings";
import type { StoredEntity } from "../tenant/store";

/** Returns the state of a token, which also depends on the other tokens of the tenant. */
export function tokenState(token: StoredEntity, all: readonly StoredEntity[], now: Date): string {
  if (token.known.externalMdm === true && token.set.claimTokenManagementFromExternalMdm !== true) {
    return "assignedToExternalMDM";
  }
  if (all.some((other) => other.id !== token.id && isSameLocation(token.known, other.known)))
    return "duplicateLocationId";
  return Number(token.known.expires) <= now.getTime() ? "expired" : "valid";
}

/** Whether two tokens are the same or belong to the same location: Apple has one token per location. */
function isSameLocation(one: JsonObject, other: JsonObject): boolean {
  const location = nonEmptyString(one.location);
  return one.fingerprint === other.fingerprint || (location !== undefined && location === other.location);
}

/** Returns the organization that an administrator named, else the one in the token; null when neither is known. */
export function organizationOf({ set, known }: StoredEntity): Json {
  return set.organizationName ?? known.organizationName ?? null;
}

/** Returns the result of the last license sync; `synced` and `syncStarted` are in milliseconds since 1970. */
export function syncStatus(
  { synced, syncStarted }: JsonObject,
  state: string,
  { now, settings }: ServiceContext,
): { readonly status: "inProgress" | "completed" | "failed"; readonly synced: number } {
  if (typeof syncStarted !== "number") return { status: "completed", synced: Number(synced) };
  const end = syncStarted + settings.actionDuration;
  if (now.getTime() < end) return { status: "inProgress", synced: Number(synced) };
  return state === "valid" ? { status: "completed", synced: end } : { status: "failed", synced: Number(synced) };
}

/** Intune records the end of a sync a little after the time that it shows as the end. In milliseconds. */
const recordDelayMs = 3;

/** Returns when Intune changed the token at the end of a sync, in milliseconds since 1970; 0 when none has ended. */
export function syncRecordedAt({ syncStarted }: JsonObject, { now, settings }: ServiceContext): number {
  if (typeof syncStarted !== "number") return 0;
  const noted = syncStarted + settings.actionDuration + recordDelayMs;
  return now.getTime() < noted ? 0 : noted;
}

/** Returns the token's revocations as `tokenActionResults` shows them. With an expired token they fail. */
export function revocationResults(
  { revocations, expires }: JsonObject,
  { now, settings }: ServiceContext,
): JsonObject[] {
  return objectsIn(revocations).map(({ started, licenses }) => {
    const end = Number(started) + settings.actionDuration;
    const ended = now.getTime() >= end;
    const failed = ended && Number(expires) <= end;
    return {
      "@odata.type": "#microsoft.graph.vppTokenRevokeLicensesActionResult",
      actionName: "revokeLicenses",
      actionState: failed ? "failed" : ended ? "done" : "pending",
      startDateTime: formatPreciseDateTime(Number(started)),
      lastUpdatedDateTime: formatPreciseDateTime(ended ? end : Number(started)),
      actionFailureReason: failed ? "expiredVppToken" : "none",
      failedLicensesCount: failed ? Number(licenses) : 0,
      totalLicensesCount: Number(licenses),
    };
  });
}
