/** What can be turned on the emulator. */
export interface Settings {
  /** Entities on a page of a list when the request names no `$top`. Default: 100. */
  readonly pageSize: number;
  /** How long a license sync or a revocation takes, in milliseconds. Default: 1500. */
  readonly actionDuration: number;
  /** How long `expirationDateTime` still shows the old date after a renewal, in milliseconds. Default: 0. */
  readonly renewalLag: number;
  /** How long every answer of Graph's is held back, in milliseconds. Default: 0. */
  readonly latency: number;
  /**
   * When the upload of another token makes the service take `organizationName` from it: "unless sent", where the same body
   * names an organization; "on renewal", in spite of the body; or "always", which is on creation as well.
   * Default: "unless sent".
   */
  readonly organizationFromToken: "unless sent" | "on renewal" | "always";
  /** The id of the tenant, which older entities have in their path. Default: `defaultOrganizationId`. */
  readonly organizationId: string;
}

/** The emulator's tenant, the same in every run so that programs can name it. */
export const defaultOrganizationId = "00000000-0000-4000-8000-000000004399";

export const defaultSettings: Settings = {
  pageSize: 100,
  actionDuration: 1500,
  renewalLag: 0,
  latency: 0,
  organizationFromToken: "unless sent",
  organizationId: defaultOrganizationId,
};

/** When something happens, and under which settings. */
export interface ServiceContext {
  readonly now: Date;
  readonly settings: Settings;
}
