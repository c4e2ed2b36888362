import type { StatusRow } from "../statusRow";

/** Something of a token that a person asks for. */
export interface Trait {
  /** What the page's script knows it by. */
  readonly name: string;
  readonly label: string;
  readonly holds: (row: StatusRow) => boolean;
}

/** How many days before its expiry a token is to be renewed: the default of `renewalWarningDays`. */
const soonDays = 30;

const hasExpired = (row: StatusRow) => row.hasExpired;
const isUndated = ({ daysLeft }: StatusRow) => daysLeft === null;
const expiresSoon = ({ daysLeft, hasExpired }: StatusRow) => daysLeft !== null && !hasExpired && daysLeft < soonDays;

export const traits: readonly Trait[] = [
  { name: "expired", label: "Expired", holds: hasExpired },
  { name: "soon", label: `Expire within ${soonDays} days`, holds: expiresSoon },
  { name: "undated", label: "No expiry date yet", holds: isUndated },
  { name: "not-valid", label: "Not valid", holds: ({ state }) => state !== "valid" },
  { name: "sync-failed", label: "Last sync failed", holds: ({ lastSyncStatus }) => lastSyncStatus === "failed" },
];

/** The names of the traits that a token has. */
export function traitsOf(row: StatusRow): string[] {
  return traits.filter(({ holds }) => holds(row)).map(({ name }) => name);
}

/** The class that colours a token's expiry. */
export function urgencyOf(row: StatusRow): "bad" | "soon" | "calm" {
  if (hasExpired(row)) return "bad";
  return expiresSoon(row) || isUndated(row) ? "soon" : "calm";
}
