import { appleTokenOptions, appleTokenUnusableStates, appleTokenUpload } from "./appleToken";
import type { EntityDefinition } from "./entity";
import { vppTokenDeleteGuard, vppTokenDeleteOptions } from "./vppTokenDelete";

const beta = ["beta"] as const;

/**
 * The older name of `vppToken`, which only ever was in beta. The same token has the same id under both names. Today's beta
 * has no such path: Microsoft's beta SDK of 2026 has nothing under `/organization/{id}`.
 * Source: Microsoft Graph reference (beta, 2017), "appleVolumePurchaseProgramToken resource type" and its methods' pages.
 */
export const appleVolumePurchaseProgramToken = {
  name: "appleVolumePurchaseProgramToken",
  label: "VPP token (older entity)",
  odataType: "#microsoft.graph.appleVolumePurchaseProgramToken",
  collection: "/organization/{organizationId}/appleVolumePurchaseProgramTokens",
  pathParameters: { organizationId: { type: "String" } },
  permissions: {
    read: ["DeviceManagementServiceConfiguration.Read.All"],
    write: ["DeviceManagementServiceConfiguration.ReadWrite.All"],
  },
  upload: appleTokenUpload,
  unusableStates: appleTokenUnusableStates,
  options: {
    ...appleTokenOptions,
    forceDestroy: vppTokenDeleteOptions.forceDestroy,
    apiVersion: { type: "String", members: beta },
  },
  deleteGuard: vppTokenDeleteGuard,
  properties: {
    organizationName: { type: "String", versions: beta, access: "admin or service" },
    volumePurchaseProgramTokenAccountType: {
      type: "String",
      members: ["business", "education"],
      versions: beta,
      access: "admin",
    },
    appleId: { type: "String", equality: "ignoreCase", versions: beta, access: "admin" },
    token: {
      type: "String",
      writeOnly: true,
      requiredOnCreate: true,
      versions: beta,
      access: "admin",
    },
    automaticallyUpdateApps: { type: "Boolean", versions: beta, access: "admin" },
    countryOrRegion: {
      type: "String",
      format: "two letters",
      equality: "ignoreCase",
      versions: beta,
      access: "admin",
    },
    expirationDateTime: { type: "DateTimeOffset", versions: beta, access: "service" },
    state: { type: "String", members: ["unknown", "valid", "expired", "invalid"], versions: beta, access: "service" },
    lastSyncDateTime: { type: "DateTimeOffset", versions: beta, access: "service" },
    lastSyncStatus: {
      type: "String",
      members: ["none", "inProgress", "completed", "failed"],
      versions: beta,
      access: "service",
    },
    lastModifiedDateTime: { type: "DateTimeOffset", versions: beta, access: "service" },
  },
} as const satisfies EntityDefinition;
