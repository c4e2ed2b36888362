import { formatPreciseDateTime, type JsonObject, nonEmptyString, objectsIn } from "../http/json";
import type { ServiceContext } from "../settings";
import type { StoredEntity } from "../tenant/store";

/** The state of a token among all tokens of the tenant. */
export function tokenState(token: StoredEntity, all: readonly StoredEntity[], now: Date): string {
  if (token.known.externalMdm === true && token.set.claimTokenManagementFromExternalMdm !== true) {
    return "assignedToExternalMDM";
  }
  if (all.some((other) => other.id !== token.id && isSameLocation(token.known, other.known)))
    return "duplicateLocationId";
  return Number(token.known.expires) <= now.getTime() ? "expired" : "valid";
}

/** The same token, or another one of the same location: Apple has one token a location. */
function isSameLocation(one: JsonObject, other: JsonObject): boolean {
  const location = nonEmptyString(one.location);
  return one.fingerprint === other.fingerprint || (location !== undefined && location === other.location);
}

/** How the last license sync went; `synced` and `syncStarted` are instants in milliseconds. */
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

/** Intune writes the end of a sync down a little after the time that it notes as the end. */
const recordDelayMs = 3;

/** When Intune changed the token because a sync had ended; 0 when none has. */
export function syncRecordedAt({ syncStarted }: JsonObject, { now, settings }: ServiceContext): number {
  if (typeof syncStarted !== "number") return 0;
  const noted = syncStarted + settings.actionDuration + recordDelayMs;
  return now.getTime() < noted ? 0 : noted;
}

/** The token's revocations as `tokenActionResults` shows them. An expired token can't revoke: Apple refuses it. */
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
