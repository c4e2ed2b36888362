import type { GraphError } from "../errors/graphError";
import { type GraphCall, methods } from "../http/request";
import { type Clock, inSeconds } from "./clock";
import { retryLimits } from "./limits";

/** A delay that is about to begin. */
export interface Wait {
  readonly call: Pick<GraphCall, "operation" | "path">;
  readonly failure: Pick<GraphError, "kind" | "status" | "graphMessage">;
  /** Attempts made. */
  readonly attempts: number;
  readonly delayMs: number;
  /** Whether the service asked for the delay, which then holds for the connection's other requests, too. */
  readonly isRequested: boolean;
}

/** The sentence that says why nothing happens for so long; undefined when the delay is short. */
export function waitNotice({ call, failure, attempts, delayMs, isRequested }: Wait): string | undefined {
  if (delayMs <= retryLimits.request.silentDelayMs) return undefined;
  const request = `${methods[call.operation].toUpperCase()} ${call.path.split("?")[0]}`;
  const scope = isRequested ? " The service asked for this pause, and all other requests wait with it." : "";
  return `${request}: ${reasonOf(failure)}. Waiting ${inSeconds(delayMs)} before attempt ${attempts + 1}.${scope}`;
}

function reasonOf({ kind, status, graphMessage }: Wait["failure"]): string {
  if (status === undefined) return `no answer from Microsoft Graph (${graphMessage})`;
  if (kind === "notGraph") return `HTTP ${status} without an error from Microsoft Graph (${graphMessage})`;
  return `Microsoft Graph answered ${status}${reasons[status] ?? ""}`;
}

const reasons: Readonly<Record<number, string>> = {
  429: " (throttled)",
  503: " (throttled or overloaded)",
  504: " (timed out)",
};

/** Logs long waits. Several calls hear of the same pause at about the same time, and it is logged once. */
export function waitLogger({
  now,
  log,
}: Pick<Clock, "now"> & { readonly log: (sentence: string) => void }): (wait: Wait) => void {
  let loggedUntilMs = 0;
  return (wait) => {
    const sentence = waitNotice(wait);
    const untilMs = now().getTime() + wait.delayMs;
    if (sentence === undefined || (wait.isRequested && untilMs <= loggedUntilMs + 1000)) return;
    if (wait.isRequested) loggedUntilMs = untilMs;
    log(sentence);
  };
}

/** The attempts made before giving up, in sentences; undefined after a single attempt that no limit ended. */
export function attemptSummary(attempts: number, elapsedMs: number, reason?: string): string | undefined {
  const last = attempts > 1 ? [`That was the last of ${attempts} attempts in ${inSeconds(elapsedMs)}.`] : [];
  const sentences = [...last, ...(reason === undefined ? [] : [reason])];
  return sentences.length === 0 ? undefined : sentences.join(" ");
}
