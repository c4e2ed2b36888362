import { appleTokenOptions, appleTokenUnusableStates, appleTokenUpload } from "./appleToken";
import type { EntityDefinition } from "./entity";
import { vppTokenDeleteGuard, vppTokenDeleteOptions, vppTokenRevocation } from "./vppTokenDelete";

const both = ["v1.0", "beta"] as const;
const betaOnly = ["beta"] as const;

/**
 * The entity behind an Apple "Apps and Books" server token.
 * Source: Microsoft Graph reference, "vppToken resource type" (v1.0 and beta) and its methods' pages; the published schema
 * (CSDL) of beta, July 2026; Microsoft's permissions.json.
 */
export const vppToken = {
  name: "vppToken",
  label: "VPP token",
  odataType: "#microsoft.graph.vppToken",
  collection: "/deviceAppManagement/vppTokens",
  permissions: {
    read: [
      "DeviceManagementServiceConfig.Read.All",
      "DeviceManagementConfiguration.Read.All",
      "DeviceManagementApps.Read.All",
    ],
    write: [
      "DeviceManagementServiceConfig.ReadWrite.All",
      "DeviceManagementConfiguration.ReadWrite.All",
      "DeviceManagementApps.ReadWrite.All",
    ],
  },
  upload: appleTokenUpload,
  unusableStates: appleTokenUnusableStates,
  options: { ...appleTokenOptions, ...vppTokenDeleteOptions },
  deleteGuard: vppTokenDeleteGuard,
  revocation: vppTokenRevocation,
  properties: {
    organizationName: { type: "String", versions: both, access: "admin or service" },
    vppTokenAccountType: { type: "String", members: ["business", "education"], versions: both, access: "admin" },
    appleId: { type: "String", equality: "ignoreCase", versions: both, access: "admin" },
    token: {
      type: "String",
      writeOnly: true,
      requiredOnCreate: true,
      versions: both,
      access: "admin",
    },
    automaticallyUpdateApps: { type: "Boolean", versions: both, access: "admin" },
    countryOrRegion: {
      type: "String",
      format: "two letters",
      equality: "ignoreCase",
      versions: both,
      access: "admin",
    },
    dataSharingConsentGranted: { type: "Boolean", versions: betaOnly, access: "admin" },
    displayName: { type: "String", versions: betaOnly, access: "admin" },
    claimTokenManagementFromExternalMdm: { type: "Boolean", versions: betaOnly, access: "admin" },
    roleScopeTagIds: {
      type: "Collection(String)",
      equality: "set",
      // Every token has a scope tag: the default one, when it is given none.
      emptyMeans: ["0"],
      versions: betaOnly,
      access: "admin",
    },
    // Only the schema has it yet: neither the reference pages nor the packages of types do. By its words the property
    // "cannot be modified afterward". The enumeration's unknownFutureValue is no value to choose.
    appleDeviceAppDeliveryProtocolType: {
      type: "String",
      members: ["default", "mobileDeviceManagement", "declarativeDeviceManagement"],
      createOnly: true,
      versions: betaOnly,
      access: "admin",
    },
    expirationDateTime: { type: "DateTimeOffset", versions: both, access: "service" },
    state: {
      type: "String",
      members: ["unknown", "valid", "expired", "invalid", "assignedToExternalMDM"],
      betaMembers: ["duplicateLocationId"],
      versions: both,
      access: "service",
    },
    lastSyncDateTime: { type: "DateTimeOffset", versions: both, access: "service" },
    lastSyncStatus: {
      type: "String",
      members: ["none", "inProgress", "completed", "failed"],
      versions: both,
      access: "service",
    },
    lastModifiedDateTime: { type: "DateTimeOffset", versions: both, access: "service" },
    locationName: { type: "String", versions: betaOnly, access: "service" },
    // One reference page of 2024 has it, and neither the schema nor an SDK does: answers often lack it.
    lastAppCount: { type: "Int32", versions: betaOnly, access: "service" },
    tokenActionResults: {
      type: "Collection(Complex)",
      versions: betaOnly,
      access: "service",
      fields: {
        actionName: { type: "String" },
        actionState: {
          type: "String",
          members: ["none", "pending", "canceled", "active", "done", "failed", "notSupported"],
        },
        startDateTime: { type: "DateTimeOffset" },
        lastUpdatedDateTime: { type: "DateTimeOffset" },
      },
      derived: {
        vppTokenRevokeLicensesActionResult: {
          actionFailureReason: {
            type: "String",
            members: [
              "none",
              "appleFailure",
              "internalError",
              "expiredVppToken",
              "expiredApplePushNotificationCertificate",
            ],
          },
          failedLicensesCount: { type: "Int32" },
          totalLicensesCount: { type: "Int32" },
        },
      },
    },
  },
} as const satisfies EntityDefinition;
