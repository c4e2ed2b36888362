import { stateRemedy } from "../apple/renewal";
import { displayText } from "../displayText";
import type { StatusRow } from "./statusRow";
import { dayOf, expiryWords, lastSyncOf } from "./times";

/** What is wrong with a token. */
export interface Problem {
  /** A part of a sentence whose subject is the token. */
  readonly why: string;
  /** What to do, as a sentence. */
  readonly remedy: string;
}

/** Something that is asked of every token. */
export interface Check {
  /** What holds of a token that passes, as a part of a sentence. */
  readonly name: string;
  readonly problem: (row: StatusRow, now: Date) => Problem | undefined;
}

export const isValid: Check = {
  name: "is valid",
  problem: ({ state }) =>
    state === "valid" ? undefined : { why: `has the state ${displayText(state)}`, remedy: stateRemedy(state) },
};

const undatedRemedy =
  "Intune shows the expiry date once it has read the token. Run this command again in a few minutes; if the date is still missing, check the token in the Intune portal.";

/** Whether a token lasts that many days yet. One whose expiry isn't known doesn't. */
export function lasts(days: number): Check {
  return {
    name: `lasts ${days} more ${days === 1 ? "day" : "days"}`,
    problem: (row) => {
      if (row.daysLeft === null) return { why: expiryWords(row), remedy: undatedRemedy };
      if (row.daysLeft >= days && !row.hasExpired) return undefined;
      return { why: expiryWords(row), remedy: stateRemedy("expired") };
    },
  };
}

const day = 86_400_000;

/** Intune syncs twice a day by itself. */
export const isSynced: Check = {
  name: "was synced within a day",
  problem: (row, now) => {
    const last = lastSyncOf(row);
    const remedy = "Intune syncs twice a day by itself: sync it by hand in the portal, and see what that says.";
    if (last === undefined) return { why: "was never synced", remedy };
    if (row.lastSyncStatus === "failed")
      return { why: `failed to sync, and was last synced on ${dayOf(last)}`, remedy };
    return now.getTime() - last > day ? { why: `was last synced on ${dayOf(last)}`, remedy } : undefined;
  },
};
