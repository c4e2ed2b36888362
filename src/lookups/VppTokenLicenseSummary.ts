/**
 * The licences of one app in one token. What Intune leaves unset is missing.
 * Source: Microsoft Graph (beta), "vppTokenLicenseSummary resource type".
 */
export interface VppTokenLicenseSummary {
  /** The id of the token. */
  readonly vppTokenId?: string;
  /** The Managed Apple ID with which the token was downloaded. */
  readonly appleId?: string;
  /** The organisation that the token belongs to. */
  readonly organizationName?: string;
  /** Licences that are free to be assigned. */
  readonly availableLicenseCount?: number;
  /** Licences in use. */
  readonly usedLicenseCount?: number;
}
