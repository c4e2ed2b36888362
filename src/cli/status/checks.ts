import { stateRemedy } from "../../apple/renewal";
import { displayText } from "../../displayText";
import { describeExpiry, formatDay } from "../shared/dates";
import { lastSyncTime, type StatusRow } from "./statusRow";

/** A problem of a token. */
export interface Problem {
  /** A part of a sentence whose subject is the token. */
  readonly description: string;
  /** What to do, as a sentence. */
  readonly remedy: string;
}

/** A check of every token. */
export interface Check {
  /** What is true of a token that passes, as a part of a sentence. */
  readonly name: string;
  readonly problem: (row: StatusRow, now: Date) => Problem | undefined;
}

export const isValid: Check = {
  name: "is valid",
  problem: ({ state }) =>
    state === "valid" ? undefined : { description: `has the state ${displayText(state)}`, remedy: stateRemedy(state) },
};

const unknownExpiryRemedy =
  "Intune shows the expiry date once it has read the token. Run this command again in a few minutes; if the date is still missing, check the token in the Intune portal.";

/** Returns the check that a token expires in `days` days at the earliest. A token without a known expiry fails. */
export function lastsDays(days: number): Check {
  return {
    name: `lasts ${days} more ${days === 1 ? "day" : "days"}`,
    problem: (row) => {
      if (row.daysLeft === null) return { description: describeExpiry(row), remedy: unknownExpiryRemedy };
      if (row.daysLeft >= days && !row.hasExpired) return undefined;
      return { description: describeExpiry(row), remedy: stateRemedy("expired") };
    },
  };
}

const day = 86_400_000;

/** Checks that the last sync succeeded and is less than a day old: Intune syncs twice a day. */
export const isSynced: Check = {
  name: "was synced within a day",
  problem: (row, now) => {
    const last = lastSyncTime(row);
    const remedy = "Intune syncs twice a day by itself: sync it by hand in the portal, and see what that says.";
    if (last === undefined) return { description: "was never synced", remedy };
    if (row.lastSyncStatus === "failed")
      return { description: `failed to sync, and was last synced on ${formatDay(last)}`, remedy };
    return now.getTime() - last > day ? { description: `was last synced on ${formatDay(last)}`, remedy } : undefined;
  },
};
