import type { Option, Unfit, Upload } from "./entity";

/** What the entities have in common that hold an Apple token. */
export const appleTokenUpload = {
  property: "token",
  source: "tokenFrom",
  skipChecks: "skipTokenChecks",
  expiry: "expirationDateTime",
  organization: "organizationName",
  account: "appleId",
  modified: "lastModifiedDateTime",
} as const satisfies Upload;

/** The options that come with an Apple token. */
export const appleTokenOptions = {
  tokenFrom: { type: "Source" },
  skipTokenChecks: { type: "Boolean" },
  renewalWarningDays: { type: "Int32", minimum: 0 },
} as const satisfies Readonly<Record<string, Option>>;

/** The states in which a new token is of no use. */
export const appleTokenUnfit = {
  property: "state",
  shared: "duplicateLocationId",
  remedies: {
    duplicateLocationId:
      "Another token in this tenant is of the same location, and neither syncs: remove the one that is not used.",
    invalid:
      "Apple doesn't accept it, or another token in this tenant is of the same location: download it anew, and see that there is one token a location.",
    assignedToExternalMDM:
      "Another MDM manages its location: release it there, or declare claimTokenManagementFromExternalMdm: true to take it over.",
  },
} as const satisfies Unfit;
