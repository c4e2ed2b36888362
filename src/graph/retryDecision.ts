import type { GraphFailure } from "./failure";
import { mayPass } from "./networkTrouble";

/** The bounds of a call, in seconds and attempts. */
export const bounds = {
  /** Attempts at what the service asks to repeat later (429, 503), the first included. */
  throttledAttempts: 8,
  /** Attempts at what fails in another passing way, the first included. */
  failingAttempts: 5,
  /** Without a Retry-After: the longest pause before the second attempt. It doubles from one attempt to the next. */
  firstPauseSeconds: 1,
  /** Without a Retry-After: no pause is longer. */
  longestPauseSeconds: 60,
  /** A Retry-After of more is not waited for. */
  longestWaitSeconds: 300,
} as const;

/** A call of which an attempt has failed. */
export interface Situation {
  readonly method: string;
  /** Whether the call, sent twice, comes to the same as sent once. */
  readonly bearsRepetition: boolean;
  readonly failure: Pick<GraphFailure, "kind" | "status" | "code" | "ambiguous">;
  /** Attempts made, the failed one included. */
  readonly attempts: number;
  /** What the service asks to wait. */
  readonly askedSeconds: number | undefined;
  /** Since the call began. */
  readonly elapsedSeconds: number;
  /** What an attempt may take. */
  readonly attemptSeconds: number;
  /** What the call may take, with all its attempts and waits. */
  readonly operationSeconds: number;
  /** From 0 to 1, so that many who failed together don't come back together. */
  readonly random: number;
}

/** What to do then. `because` is a sentence, when a bound stands in the way of an attempt that would be worthwhile. */
export type Decision =
  | { readonly again: true; readonly afterSeconds: number }
  | { readonly again: false; readonly because?: string };

/** Whether a failed call is sent again, and after how many seconds. */
export function decide(situation: Situation): Decision {
  const { failure, attempts, askedSeconds } = situation;
  const most = attemptsAt(situation);
  if (most === 0 || (failure.ambiguous && !situation.bearsRepetition)) return { again: false };
  if (askedSeconds !== undefined && askedSeconds > bounds.longestWaitSeconds) {
    const asked = `The service asks to wait ${Math.ceil(askedSeconds)} s`;
    return { again: false, because: `${asked}, and no more than ${bounds.longestWaitSeconds} s are waited.` };
  }
  if (attempts >= most) return { again: false };
  const afterSeconds = askedSeconds ?? backoff(attempts, situation.random);
  if (situation.elapsedSeconds + afterSeconds + situation.attemptSeconds > situation.operationSeconds) {
    const wait = `Another attempt, after a wait of ${Math.ceil(afterSeconds)} s, could take the call`;
    return { again: false, because: `${wait} beyond the ${situation.operationSeconds} s that it may take in all.` };
  }
  return { again: true, afterSeconds };
}

/** How many attempts a failure of this kind is worth in all; 0 when it won't pass by itself. */
function attemptsAt({ method, failure: { kind, status, code } }: Situation): number {
  if (status === 429 || status === 503) return bounds.throttledAttempts;
  // Signing in has attempts of its own: in @azure/identity, and in oidcAssertion.ts before it.
  if (status === undefined) return kind === "network" && mayPass(code) ? bounds.failingAttempts : 0;
  // A 2xx that fails is one whose body can't be read. A change needn't be made again for that: it can be read back.
  // One that has Graph's own error in it was read.
  if (status < 300) {
    return method.toUpperCase() === "PATCH" || kind === "graph" ? 0 : bounds.failingAttempts;
  }
  return [408, 500, 502, 504].includes(status) ? bounds.failingAttempts : 0;
}

/** At least half of a pause that doubles, so that the service gets its rest whatever the chance. */
function backoff(attempts: number, random: number): number {
  const pause = Math.min(bounds.longestPauseSeconds, bounds.firstPauseSeconds * 2 ** (attempts - 1));
  return pause * (0.5 + random / 2);
}
