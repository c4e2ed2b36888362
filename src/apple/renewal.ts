import { appleTokenUnfit } from "../definitions/appleToken";

/** What a warning about renewal is made from. */
export interface RenewalFacts {
  /** When the declared token expires, ISO 8601; undefined when none is declared or it can't be read. */
  readonly declared: string | undefined;
  /** When the token in Intune expires, ISO 8601; undefined when it isn't known yet. It lags behind a renewal. */
  readonly live: string | undefined;
  /** How many days before its expiry a token is to be renewed. */
  readonly days: number;
  readonly now: Date;
}

const millisecondsADay = 86_400_000;
const renew =
  "Download a new token for the same location from Apple Business Manager or Apple School Manager, and declare it in place of the old one.";

/**
 * The warning that a token has to be renewed, or undefined. The later of the two dates counts: the live one lags behind
 * a renewal, and a token that was renewed in the portal leaves the declared one behind.
 */
export function renewalWarning({ declared, live, days, now }: RenewalFacts): string | undefined {
  const dates = [declared, live].map((date) => Date.parse(date ?? "")).filter((time) => !Number.isNaN(time));
  if (dates.length === 0) return undefined;
  const expiry = Math.max(...dates);
  const left = Math.floor((expiry - now.getTime()) / millisecondsADay);
  if (left >= days && expiry > now.getTime()) return undefined;
  const date = new Date(expiry).toISOString();
  if (expiry <= now.getTime()) {
    return `The token expired on ${date}: Intune can't sync or assign its apps any more. ${renew}`;
  }
  return `The token ${expiresIn(left)}, on ${date}. ${renew}`;
}

/** How soon a token expires, as a part of a sentence. `days` are whole ones, rounded down. */
export function expiresIn(days: number): string {
  return days === 0 ? "expires within a day" : `expires in ${days} ${days === 1 ? "day" : "days"}`;
}

const remedies: Readonly<Record<string, string>> = { expired: renew, ...appleTokenUnfit.remedies };

/** The warning that Intune doesn't think a token valid, or undefined. `unknown` is what a new token may show at first. */
export function stateWarning(state: string | undefined): string | undefined {
  if (state === undefined || state === "valid" || state === "unknown") return undefined;
  return `Intune reports the token's state as ${state}. ${stateRemedy(state)}`;
}

/** What to do about a token that is in such a state, as a sentence. */
export function stateRemedy(state: string): string {
  return (Object.hasOwn(remedies, state) ? remedies[state] : undefined) ?? "Look it up in the Intune portal.";
}
