import { formatPreciseDateTime } from "./dates";
import { type JsonObject, objectsIn } from "./json";
import type { ServiceContext } from "./settings";

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
