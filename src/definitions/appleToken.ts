import type { Option, UnusableStates, Upload } from "./entity";

/** What the entities have in common that hold an Apple token. */
export const appleTokenUpload = {
  property: "token",
  source: "tokenFrom",
  skipChecks: "skipTokenChecks",
  expiry: "expirationDateTime",
  organization: "organizationName",
  account: "appleId",
  modified: "lastModifiedDateTime",
  synced: "lastSyncDateTime",
  syncStatus: "lastSyncStatus",
  syncing: "inProgress",
  applied: "lastAppliedDateTime",
} as const satisfies Upload;

/** The options that come with an Apple token. */
export const appleTokenOptions = {
  tokenFrom: { type: "Source" },
  skipTokenChecks: { type: "Boolean" },
  renewalWarningDays: { type: "Int32", minimum: 0 },
} as const satisfies Readonly<Record<string, Option>>;

/** The states in which a token is of no use, and what to do about each. */
export const appleTokenUnusableStates = {
  property: "state",
  shared: "duplicateLocationId",
  remedies: {
    duplicateLocationId:
      "Another token in this tenant is of the same location, and neither syncs. If another token's file was put in its place by mistake, put its own back; else delete the one that is not used.",
    // v1.0 knows no duplicateLocationId, and says this instead.
    invalid:
      "Apple doesn't accept it, as happens when its owner changes their Apple password or leaves: download it anew and declare it in place of the old one. Or another token in this tenant is of the same location: see that there is one token a location.",
    assignedToExternalMDM:
      "Another MDM manages its location. Release it there, or declare claimTokenManagementFromExternalMdm: true to take it over.",
  },
} as const satisfies UnusableStates;
