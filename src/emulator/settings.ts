/** What can be turned on the emulator. */
export interface Settings {
  /** Entities on a page of a list when the request names no `$top`. Default: 100. */
  readonly pageSize: number;
  /** How long a license sync or a revocation takes, in milliseconds. Default: 1500. */
  readonly actionDuration: number;
  /** How long `expirationDateTime` still shows the old date after a renewal, in milliseconds. Default: 0. */
  readonly renewalLag: number;
}

export const defaultSettings: Settings = { pageSize: 100, actionDuration: 1500, renewalLag: 0 };

/** When something happens, and under which settings. */
export interface Moment {
  readonly now: Date;
  readonly settings: Settings;
}
