import type { StatusRow } from "../statusRow";

/** A filter of the page. */
export interface Filter {
  /** Its name in the page's script. */
  readonly name: string;
  readonly label: string;
  readonly matches: (row: StatusRow) => boolean;
}

/** How many days before its expiry a token should be renewed: the default of `renewalWarningDays`. */
const soonDays = 30;

const hasExpired = (row: StatusRow) => row.hasExpired;
const isUndated = ({ daysLeft }: StatusRow) => daysLeft === null;
const expiresSoon = ({ daysLeft, hasExpired }: StatusRow) => daysLeft !== null && !hasExpired && daysLeft < soonDays;

export const filters: readonly Filter[] = [
  { name: "expired", label: "Expired", matches: hasExpired },
  { name: "soon", label: `Expire within ${soonDays} days`, matches: expiresSoon },
  { name: "undated", label: "No expiry date yet", matches: isUndated },
  { name: "not-valid", label: "Not valid", matches: ({ state }) => state !== "valid" },
  { name: "sync-failed", label: "Last sync failed", matches: ({ lastSyncStatus }) => lastSyncStatus === "failed" },
];

/** Returns the names of the filters that a token matches. */
export function filterNames(row: StatusRow): string[] {
  return filters.filter(({ matches }) => matches(row)).map(({ name }) => name);
}

/** Returns the CSS class that colors a token's expiry. */
export function urgencyClass(row: StatusRow): "bad" | "soon" | "calm" {
  if (hasExpired(row)) return "bad";
  return expiresSoon(row) || isUndated(row) ? "soon" : "calm";
}
