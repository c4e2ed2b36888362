import type { Revocation } from "../definitions/entity";
import { displayText } from "../displayText";
import { asText, type Plain } from "./plain";

/** How an action in the background goes: still on its way, done, or at an end that is not what was asked for. */
export type Progress =
  | { readonly is: "underway"; readonly state: string }
  | { readonly is: "done" }
  | { readonly is: "stopped"; readonly why: string };

/** What the service tells of all revocations of an entity, of earlier ones too. */
export function resultsOf({ results, resultType, action }: Revocation, entity: Plain): Plain[] {
  const all: readonly unknown[] = Array.isArray(entity[results]) ? entity[results] : [];
  return all
    .filter((each): each is Plain => typeof each === "object" && each !== null)
    .filter((each) => each["@odata.type"] === resultType || each.actionName === action);
}

/**
 * The result of the revocation that was asked for between the two looks. One that had ended before and stands there
 * unchanged is an earlier one's; times of the service are not compared with a clock of ours.
 */
export function resultSince(before: readonly Plain[], after: readonly Plain[]): Plain | undefined {
  const earlier = new Set(before.filter(hasEnded).map(print));
  return after
    .filter((each) => !earlier.has(print(each)))
    .reduce<Plain | undefined>(
      (latest, each) => (latest && startOf(latest) > startOf(each) ? latest : each),
      undefined,
    );
}

/** How the revocation goes by its result; without one it has not begun. */
export function progressOf(revocation: Revocation, result: Plain | undefined): Progress {
  const state = displayText(asText(result?.actionState ?? "not begun"));
  if (!result || !hasEnded(result)) return { is: "underway", state };
  const failed = count(result[revocation.failed]) ?? 0;
  if (state === "done" && failed === 0) return { is: "done" };
  return { is: "stopped", why: whyStopped(revocation, result, state, failed) };
}

function whyStopped(revocation: Revocation, result: Plain, state: string, failed: number): string {
  const reason = displayText(asText(result[revocation.reason] ?? "none"));
  const meaning = Object.hasOwn(revocation.reasons, reason) ? `${reason}: ${revocation.reasons[reason]}` : reason;
  const some = `${failed} of ${count(result[revocation.total]) ?? "an unknown number of"} ${revocation.label} failed`;
  return [`Intune says: ${state}`, ...(reason === "none" ? [] : [meaning]), ...(failed > 0 ? [some] : [])].join("; ");
}

/** Source: Microsoft Graph reference, "actionState enum". A state that is not known is not an end. */
const ends = ["done", "failed", "canceled", "notSupported"];

const hasEnded = ({ actionState }: Plain): boolean => ends.includes(asText(actionState));

const print = ({ actionState, startDateTime, lastUpdatedDateTime }: Plain): string =>
  JSON.stringify([actionState, startDateTime, lastUpdatedDateTime]);

const startOf = ({ startDateTime }: Plain): number => Date.parse(asText(startDateTime)) || 0;

/** A number of licences; undefined when the service tells none. */
const count = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
