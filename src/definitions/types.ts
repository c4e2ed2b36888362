// The types of what Graph returns. A test proves at compile time that they agree with the tables beside them.

/** The kind of Apple program that a token belongs to. Graph: `vppTokenAccountType`. */
export type VppTokenAccountType = "business" | "education";

/** How the last sync with Apple went. Graph: `vppTokenSyncStatus`. A newer service may answer with another text. */
export type VppTokenSyncStatus = "none" | "inProgress" | "completed" | "failed";

/** What Intune thinks of a token. Graph: `vppTokenState`. A newer service may answer with another text. */
export type VppTokenState =
  | "unknown"
  | "valid"
  | "expired"
  | "invalid"
  | "assignedToExternalMDM"
  | "duplicateLocationId";

/** How devices get the apps of a token. Graph: `appleDeviceAppDeliveryProtocolType`, beta. */
export type VppTokenAppDeliveryProtocol = "default" | "mobileDeviceManagement" | "declarativeDeviceManagement";

/** What became of an action on a token. Graph: `vppTokenActionResult`, beta. */
export interface VppTokenActionResult {
  /** The action, for example `revokeLicenses`. */
  actionName?: string;
  /** How far it is. */
  actionState?: "none" | "pending" | "canceled" | "active" | "done" | "failed" | "notSupported";
  /** When it began, ISO 8601. */
  startDateTime?: string;
  /** When this was last true, ISO 8601. */
  lastUpdatedDateTime?: string;
}

/** What became of a revocation of licenses. Graph: `vppTokenRevokeLicensesActionResult`, beta. */
export interface VppTokenRevokeLicensesActionResult extends VppTokenActionResult {
  /** Why it failed. */
  actionFailureReason?:
    | "none"
    | "appleFailure"
    | "internalError"
    | "expiredVppToken"
    | "expiredApplePushNotificationCertificate";
  /** How many licenses could not be revoked. */
  failedLicensesCount?: number;
  /** How many licenses were to be revoked. */
  totalLicensesCount?: number;
}

/**
 * A VPP token as Intune tells of it, without the token text, which it never gives back. What Intune leaves unset is
 * missing, or has Graph's own value for it: the state `unknown`, the date `0001-01-01T00:00:00Z`.
 * Source: Microsoft Graph, "vppToken resource type".
 */
export interface VppTokenEntity {
  /** The id of the entity in Intune. */
  readonly id: string;
  /** The organization that the token belongs to. Graph: `vppToken.organizationName`. */
  readonly organizationName?: string;
  /** The kind of Apple program. Graph: `vppToken.vppTokenAccountType`. */
  readonly vppTokenAccountType?: VppTokenAccountType;
  /** The Managed Apple ID with which the token was downloaded. Graph: `vppToken.appleId`. */
  readonly appleId?: string;
  /**
   * When the token expires, ISO 8601 in UTC; `0001-01-01T00:00:00Z` while Intune doesn't know it. Intune's date lags a
   * little behind a renewal. Graph: `vppToken.expirationDateTime`.
   */
  readonly expirationDateTime: string;
  /** What Intune thinks of the token; `duplicateLocationId` comes from beta only. Graph: `vppToken.state`. */
  readonly state: VppTokenState;
  /** When Intune last synced with Apple, ISO 8601 in UTC; missing or `0001-01-01T00:00:00Z` until the first sync. Graph: `vppToken.lastSyncDateTime`. */
  readonly lastSyncDateTime?: string;
  /** How the last sync went; `none` until the first one. Graph: `vppToken.lastSyncStatus`. */
  readonly lastSyncStatus: VppTokenSyncStatus;
  /**
   * When the entity was last changed by anybody, ISO 8601 in UTC; Intune's own syncs change it as well.
   * Graph: `vppToken.lastModifiedDateTime`.
   */
  readonly lastModifiedDateTime: string;
  /** Whether apps are updated by themselves. Graph: `vppToken.automaticallyUpdateApps`. */
  readonly automaticallyUpdateApps?: boolean;
  /** The App Store that the apps' metadata comes from, two letters. Graph: `vppToken.countryOrRegion`. */
  readonly countryOrRegion?: string;
  /** Whether sharing data with Apple was agreed to. Beta only. Graph: `vppToken.dataSharingConsentGranted`. */
  readonly dataSharingConsentGranted?: boolean;
  /** The name that administrators gave the token. Beta only. Graph: `vppToken.displayName`. */
  readonly displayName?: string;
  /** The location at Apple. Beta only. Graph: `vppToken.locationName`. */
  readonly locationName?: string;
  /** Whether the token was taken over from another MDM. Beta only. Graph: `vppToken.claimTokenManagementFromExternalMdm`. */
  readonly claimTokenManagementFromExternalMdm?: boolean;
  /** The ids of the scope tags, in no order. Beta only. Graph: `vppToken.roleScopeTagIds`. */
  readonly roleScopeTagIds?: string[];
  /** How devices get the apps. Beta only. Graph: `vppToken.appleDeviceAppDeliveryProtocolType`. */
  readonly appleDeviceAppDeliveryProtocolType?: VppTokenAppDeliveryProtocol;
  /**
   * How many apps the last sync found. Beta only, and often missing: Graph's schema doesn't have it.
   * Graph: `vppToken.lastAppCount`.
   */
  readonly lastAppCount?: number;
  /**
   * The actions that were asked of the token. Those on licenses are known by `"totalLicensesCount" in result`. Beta only.
   * Graph: `vppToken.tokenActionResults`.
   */
  readonly tokenActionResults?: (VppTokenActionResult | VppTokenRevokeLicensesActionResult)[];
}

/**
 * The licenses of one app in one token. What Intune leaves unset is missing.
 * Source: Microsoft Graph (beta), "vppTokenLicenseSummary resource type".
 */
export interface VppTokenLicenseSummary {
  /** The id of the token. */
  readonly vppTokenId?: string;
  /** The Managed Apple ID with which the token was downloaded. */
  readonly appleId?: string;
  /** The organization that the token belongs to. */
  readonly organizationName?: string;
  /** Licenses that are free to be assigned. */
  readonly availableLicenseCount?: number;
  /** Licenses in use. */
  readonly usedLicenseCount?: number;
}
