import type { DeleteGuard, Option, Revocation } from "./entity";

/** The options of a delete. */
export const vppTokenDeleteOptions = {
  forceDestroy: { type: "Boolean" },
  revokeLicensesOnDelete: { type: "Boolean" },
} as const satisfies Readonly<Record<string, Option>>;

/**
 * Deleting a token deletes its apps and their assignments.
 * Source: Microsoft Graph reference, "iosVppApp resource type" and "macOsVppApp resource type"; only beta names an app's
 * token by its id and says whether the app is assigned.
 */
export const vppTokenDeleteGuard = {
  skippedBy: "forceDestroy",
  label: "assigned apps",
  remedy: "Remove their assignments in Intune.",
  collection: "/deviceAppManagement/mobileApps",
  odataType: "#microsoft.graph.mobileApp",
  types: ["microsoft.graph.iosVppApp", "microsoft.graph.macOsVppApp"],
  version: "beta",
  reference: "vppTokenId",
  inUse: "isAssigned",
  names: ["displayName", "bundleId"],
  permissions: ["DeviceManagementApps.Read.All", "DeviceManagementApps.ReadWrite.All"],
} as const satisfies DeleteGuard;

/**
 * Once a token is deleted, Intune can't take its licenses back from users and devices any more.
 * Source: Microsoft Graph reference (beta), "revokeLicenses action" and "vppTokenRevokeLicensesActionResult resource
 * type". Neither parameter is optional. Untracked licenses were given out by something else than Intune.
 */
export const vppTokenRevocation = {
  option: "revokeLicensesOnDelete",
  label: "licenses",
  action: "revokeLicenses",
  parameters: { notifyManagedDevices: false, revokeUntrackedLicenses: false },
  version: "beta",
  results: "tokenActionResults",
  resultType: "#microsoft.graph.vppTokenRevokeLicensesActionResult",
  reason: "actionFailureReason",
  failed: "failedLicensesCount",
  total: "totalLicensesCount",
  reasons: {
    appleFailure: "Apple refused or did not answer: try again later",
    internalError: "Intune failed: try again later",
    expiredVppToken: "the token has expired: upload a renewed one first",
    expiredApplePushNotificationCertificate:
      "the tenant's Apple push certificate has expired: renew it in Intune first",
  },
} as const satisfies Revocation;
