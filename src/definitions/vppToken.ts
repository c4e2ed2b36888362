import { appleTokenOptions, appleTokenUnfit, appleTokenUpload } from "./appleToken";
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
  unfit: appleTokenUnfit,
  options: { ...appleTokenOptions, ...vppTokenDeleteOptions },
  deleteGuard: vppTokenDeleteGuard,
  revocation: vppTokenRevocation,
  properties: {
    organizationName: { type: "String", versions: both, setBy: "admin or service" },
    vppTokenAccountType: { type: "String", members: ["business", "education"], versions: both, setBy: "admin" },
    appleId: { type: "String", sameWhen: "equal but for case", versions: both, setBy: "admin" },
    token: {
      type: "String",
      writeOnly: true,
      neededToCreate: true,
      versions: both,
      setBy: "admin",
    },
    automaticallyUpdateApps: { type: "Boolean", versions: both, setBy: "admin" },
    countryOrRegion: {
      type: "String",
      format: "two letters",
      sameWhen: "equal but for case",
      versions: both,
      setBy: "admin",
    },
    dataSharingConsentGranted: { type: "Boolean", versions: betaOnly, setBy: "admin" },
    displayName: { type: "String", versions: betaOnly, setBy: "admin" },
    claimTokenManagementFromExternalMdm: { type: "Boolean", versions: betaOnly, setBy: "admin" },
    roleScopeTagIds: {
      type: "Collection(String)",
      sameWhen: "equal as sets",
      // Every token has a scope tag: the default one, when it is given none.
      emptyMeans: ["0"],
      versions: betaOnly,
      setBy: "admin",
    },
    // Only the schema has it yet: neither the reference pages nor the packages of types do. By its words the property
    // "cannot be modified afterward". The enumeration's unknownFutureValue is no value to choose.
    appleDeviceAppDeliveryProtocolType: {
      type: "String",
      members: ["default", "mobileDeviceManagement", "declarativeDeviceManagement"],
      createOnly: true,
      versions: betaOnly,
      setBy: "admin",
    },
    expirationDateTime: { type: "DateTimeOffset", versions: both, setBy: "service" },
    state: {
      type: "String",
      members: ["unknown", "valid", "expired", "invalid", "assignedToExternalMDM"],
      betaMembers: ["duplicateLocationId"],
      versions: both,
      setBy: "service",
    },
    lastSyncDateTime: { type: "DateTimeOffset", versions: both, setBy: "service" },
    lastSyncStatus: {
      type: "String",
      members: ["none", "inProgress", "completed", "failed"],
      versions: both,
      setBy: "service",
    },
    lastModifiedDateTime: { type: "DateTimeOffset", versions: both, setBy: "service" },
    locationName: { type: "String", versions: betaOnly, setBy: "service" },
    // One reference page of 2024 has it, and neither the schema nor an SDK does: answers often lack it.
    lastAppCount: { type: "Int32", versions: betaOnly, setBy: "service" },
    tokenActionResults: {
      type: "Collection(Complex)",
      versions: betaOnly,
      setBy: "service",
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
