/** How the emulated service behaves. */
export interface Settings {
  /** Number of entities on a page of a list when the request has no `$top`. Default: 100. */
  readonly pageSize: number;
  /** How long a license sync or a revocation takes, in milliseconds. Default: 1500. */
  readonly actionDuration: number;
  /** How long `expirationDateTime` still shows the old date after a renewal, in milliseconds. Default: 0. */
  readonly renewalLag: number;
  /** How long every response is delayed, in milliseconds. Default: 0. */
  readonly latency: number;
  /**
   * When the service takes `organizationName` from an uploaded token: "unless sent", unless the same body has the
   * property; "on renewal", on every renewal whatever the body has; or "always", on creation as well.
   * Default: "unless sent".
   */
  readonly organizationFromToken: "unless sent" | "on renewal" | "always";
  /** The id of the tenant, which is part of the path of older entities. Default: `defaultOrganizationId`. */
  readonly organizationId: string;
}

/** The id of the emulator's tenant. It is the same in every run, so that programs can name it. */
export const defaultOrganizationId = "00000000-0000-4000-8000-000000004399";

export const defaultSettings: Settings = {
  pageSize: 100,
  actionDuration: 1500,
  renewalLag: 0,
  latency: 0,
  organizationFromToken: "unless sent",
  organizationId: defaultOrganizationId,
};

/** The current time and the settings, for everything that depends on them. */
export interface ServiceContext {
  readonly now: Date;
  readonly settings: Settings;
}
