import { appleTokenUnusableStates } from "../definitions/appleToken";
import { displayText } from "../displayText";
import { expiredAgo, expiresIn, knownTime, lifetimeOf } from "./tokenLife";

/** What a warning about renewal is made from. */
export interface RenewalFacts {
  /** When the declared token expires, ISO 8601; undefined when none is declared or it can't be read. */
  readonly declared: string | undefined;
  /** When the token in Intune expires, ISO 8601; undefined or of year 1 while Intune doesn't know it. It lags behind a renewal. */
  readonly live: string | undefined;
  /** How many days before its expiry a token is to be renewed. */
  readonly days: number;
  readonly now: Date;
}

const renew =
  "Download a new token for the same location from Apple Business Manager or Apple School Manager, and declare it in place of the old one.";

/**
 * The warning that a token has to be renewed, or undefined. The later of the two dates counts: the live one lags behind
 * a renewal, and a token that was renewed in the portal leaves the declared one behind. No known date gives no warning.
 */
export function renewalWarning({ declared, live, days, now }: RenewalFacts): string | undefined {
  const dates = [declared, live].map(knownTime).filter((time) => time !== undefined);
  if (dates.length === 0) return undefined;
  const date = new Date(Math.max(...dates)).toISOString();
  const { daysLeft, hasExpired } = lifetimeOf(date, now);
  if (daysLeft === null || (daysLeft >= days && !hasExpired)) return undefined;
  return hasExpired
    ? `The token expired on ${date}, ${expiredAgo(daysLeft)}: Intune can't sync or assign its apps any more. ${renew}`
    : `The token ${expiresIn(daysLeft)}, on ${date}. ${renew}`;
}

const remedies: Readonly<Record<string, string>> = { expired: renew, ...appleTokenUnusableStates.remedies };

/** The warning that Intune doesn't think a token valid, or undefined. `unknown` is what a new token may show at first. */
export function stateWarning(state: unknown): string | undefined {
  if (!state || state === "valid" || state === "unknown") return undefined;
  // A service that isn't as documented may answer with anything.
  const shown = typeof state === "string" ? state : String(JSON.stringify(state));
  return `Intune reports the token's state as ${displayText(shown)}. ${stateRemedy(shown)}`;
}

/** What to do about a token that is in such a state, as a sentence. */
export function stateRemedy(state: string): string {
  return (Object.hasOwn(remedies, state) ? remedies[state] : undefined) ?? "Look it up in the Intune portal.";
}
