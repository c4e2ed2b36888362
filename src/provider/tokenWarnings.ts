import { renewalWarning, stateWarning } from "../apple/renewal";

/** What the warnings about a token are made from. */
export interface WarningFacts {
  /** When the declared token expires, ISO 8601; undefined when none is declared or its text can't be read. */
  readonly declaredExpiry: string | undefined;
  /** When the token in Intune expires, ISO 8601; undefined before it is known. */
  readonly liveExpiry: string | undefined;
  /** What Intune reports of the token; undefined before it is known. */
  readonly state: unknown;
  /** How many days before its expiry the token has to be renewed. Default: 30. */
  readonly renewalWarningDays: number | undefined;
  readonly now: Date;
}

const defaultDays = 30;

/** Warns that a token has to be renewed, or that Intune doesn't report it as valid. An expired token is warned of once. */
export function tokenWarnings({ declaredExpiry, liveExpiry, state, renewalWarningDays, now }: WarningFacts): string[] {
  const days = renewalWarningDays ?? defaultDays;
  const renewal = renewalWarning({ declared: declaredExpiry, live: liveExpiry, days, now });
  const ofState = renewal !== undefined && state === "expired" ? undefined : stateWarning(state);
  return [renewal, ofState].filter((warning) => warning !== undefined);
}
