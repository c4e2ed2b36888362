import type { ActionDefinition } from "./action";
import { vppToken } from "./vppToken";

/**
 * A sync of a token's apps and licenses with Apple.
 * Source: Microsoft Graph reference, "syncLicenses action" (v1.0 and beta).
 */
export const vppTokenLicenseSync = {
  kind: "action",
  name: "vppTokenLicenseSync",
  label: "license sync",
  entity: vppToken,
  action: "syncLicenses",
  target: "vppTokenId",
  progress: {
    status: "lastSyncStatus",
    running: "inProgress",
    completed: "completed",
    failed: "failed",
    date: "lastSyncDateTime",
    reason: "state",
  },
  whenFailed:
    "Intune can't sync a token that has expired, that its owner's new Apple password made invalid, that is uploaded " +
    "twice, or that another MDM service or tenant uses. Look at it in the Intune admin center under Tenant " +
    "administration > Connectors and tokens > Apple VPP tokens, and renew it if need be.",
} as const satisfies ActionDefinition;
