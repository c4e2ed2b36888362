import { announcer } from "./announcement";
import { effortText } from "./effort";
import { GraphFailure } from "./failure";
import type { GraphCall } from "./request";
import { retryAfterSeconds } from "./retryAfter";
import { bounds, decide } from "./retryDecision";
import { type Load, turns } from "./turns";

/** What persistence takes. */
export interface Patience {
  readonly now: () => Date;
  readonly sleep: (seconds: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Tells the user why nothing happens for a while. */
  readonly say: (sentence: string) => void;
  /** What an attempt may take. */
  readonly timeLimitSeconds: number;
  /** What a call may take, with its turn, its attempts and its waits; at least the time limit of an attempt. */
  readonly operationLimitSeconds: number;
}

type Outcome = { readonly json: unknown } | { readonly failure: GraphFailure; readonly askedSeconds?: number };

/**
 * Makes the calls of a connection until they succeed or it is of no use. They share turns and pauses.
 *
 * This stands in place of the Graph library's RetryHandler, which never sees a connection or a body break off, knows
 * no 500 and no 502, tells no creation from an action, waits in silence and by a clock and a chance of its own. And it
 * stands around the library's chain, not in it: an error comes out of the chain as its name and message and nothing
 * else (GraphErrorHandler), and bodies are read after it.
 */
export function persistent(
  attempt: (call: GraphCall) => Promise<unknown>,
  patience: Patience,
): (call: GraphCall) => Promise<unknown> {
  const { now, random, sleep, timeLimitSeconds, operationLimitSeconds } = patience;
  const queue = turns(patience);
  const announce = announcer(patience);

  const outcomeOf = async (call: GraphCall): Promise<Outcome> => {
    try {
      return { json: await attempt(call) };
    } catch (failure) {
      if (!(failure instanceof GraphFailure)) throw failure;
      const askedSeconds = isPassing(failure) ? retryAfterSeconds(failure.retryAfter, now()) : undefined;
      if (askedSeconds === undefined) return { failure };
      // Still within the turn: the pause is to begin before the next one's turn does.
      if (askedSeconds <= bounds.longestWaitSeconds) queue.pause(askedSeconds);
      return { failure, askedSeconds };
    }
  };

  return async (call) => {
    const begun = now().getTime();
    const elapsed = () => (now().getTime() - begun) / 1000;
    const work = async () =>
      elapsed() + timeLimitSeconds > operationLimitSeconds ? ("too late" as const) : await outcomeOf(call);

    let last: GraphFailure | undefined;
    for (let attempts = 0; ; ) {
      const outcome = await queue.take(attempts > 0, work, loadOf);
      if (outcome === "too late") throw tooLate(last, attempts, elapsed());
      if ("json" in outcome) return outcome.json;
      attempts += 1;
      // Once an attempt may have been carried out, a later refusal doesn't undo it.
      last = outcome.failure.with({ ambiguous: outcome.failure.ambiguous || last?.ambiguous === true });
      const decision = decide({
        method: call.method,
        bearsRepetition: call.bearsRepetition,
        failure: last,
        attempts,
        askedSeconds: outcome.askedSeconds,
        elapsedSeconds: elapsed(),
        attemptSeconds: timeLimitSeconds,
        operationSeconds: operationLimitSeconds,
        random: random(),
      });
      if (!decision.again) throw last.with({ effort: effortText(attempts, elapsed(), decision.because) });
      const asked = outcome.askedSeconds !== undefined;
      announce({ call, failure: last, attempts, seconds: decision.afterSeconds, asked });
      if (decision.afterSeconds > 0) await sleep(decision.afterSeconds);
    }
  };
}

const isPassing = ({ status }: GraphFailure): boolean => status !== undefined && (status === 429 || status >= 500);

function loadOf(outcome: Outcome | "too late"): Load {
  if (outcome === "too late") return "unknown";
  if ("json" in outcome) return "bearable";
  const { status } = outcome.failure;
  if (status === 429 || status === 503) return "throttled";
  return status === undefined || status >= 500 ? "unknown" : "bearable";
}

/** The operation's time is over before its turn came, because the others' turns took so long. */
function tooLate(last: GraphFailure | undefined, attempts: number, elapsedSeconds: number): GraphFailure {
  const because = `Its turn did not come within ${Math.round(elapsedSeconds)} s, because the service throttles.`;
  if (last !== undefined) return last.with({ effort: effortText(attempts, elapsedSeconds, because) });
  return new GraphFailure({
    kind: "notSent",
    code: "TimedOut",
    graphMessage: "the request was not sent",
    effort: because,
  });
}
