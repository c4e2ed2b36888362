import { GraphError } from "../errors/graphError";
import type { GraphCall } from "../http/request";
import { type CallBounds, type Clock, inSeconds, sleepWithin, stopwatch } from "./clock";
import { decideRetry, parseRetryAfterMs } from "./decision";
import { createLimiter, type Load } from "./limiter";
import { retryLimits } from "./limits";
import { attemptSummary, waitLogger } from "./notices";

/** The effects and time limits of retries. */
export interface RetryEffects extends Clock {
  /** From 0 to 1. */
  readonly random: () => number;
  /** Tells the user why nothing happens for a while. */
  readonly log: (sentence: string) => void;
  /** What bounds the work on whose behalf a call is made. */
  readonly bounds: CallBounds;
  /** How long one attempt may take. */
  readonly attemptTimeoutMs: number;
  /** How long a call may take, with its time in the queue, attempts and delays; at least `attemptTimeoutMs`. */
  readonly operationTimeoutMs: number;
}

type Outcome = { readonly json: unknown } | { readonly failure: GraphError; readonly retryAfterMs?: number };

/**
 * Makes the calls of a connection, and retries them while that makes sense. They share one limiter.
 *
 * This replaces the Graph library's RetryHandler, which never sees a broken connection or body, knows no 500 and no 502,
 * can't tell a create from an action, and waits silently. It stands around the library's chain and not in it, because
 * bodies are read after the chain.
 */
export function withRetry(
  attempt: (call: GraphCall) => Promise<unknown>,
  effects: RetryEffects,
): (call: GraphCall) => Promise<unknown> {
  const { now, random, bounds, attemptTimeoutMs, operationTimeoutMs } = effects;
  const limiter = createLimiter(effects, bounds);
  const logWait = waitLogger(effects);

  const outcomeOf = async (call: GraphCall): Promise<Outcome> => {
    try {
      bounds.assertOpen();
      const sent = attempt(call);
      // What a write did has to be known; nobody misses the answer to a read.
      return { json: await (call.operation === "read" ? bounds.whileOpen(sent) : sent) };
    } catch (failure) {
      // Stopped, or a defect, which another attempt would meet, too.
      if (!(failure instanceof GraphError)) throw failure;
      const retryAfterMs = mayAskToWait(failure) ? parseRetryAfterMs(failure.retryAfter, now()) : undefined;
      if (retryAfterMs === undefined) return { failure };
      // Still in flight here: the pause must begin before the next call does.
      if (retryAfterMs <= retryLimits.request.maxRetryAfterMs) limiter.pause(retryAfterMs);
      return { failure, retryAfterMs };
    }
  };

  return async (call) => {
    const elapsedMs = stopwatch(effects);
    const work = async () =>
      elapsedMs() + attemptTimeoutMs > operationTimeoutMs ? ("too late" as const) : await outcomeOf(call);

    let last: GraphError | undefined;
    for (let attempts = 0; ; ) {
      const outcome = await limiter.schedule(attempts > 0, work, loadOf);
      if (outcome === "too late") throw tooLate(last, attempts, elapsedMs());
      if ("json" in outcome) return outcome.json;
      attempts += 1;
      // Once an attempt may have succeeded, a later refusal doesn't undo it.
      const outcomeUnknown = outcome.failure.outcomeUnknown || last?.outcomeUnknown === true;
      last = outcome.failure.with({ outcomeUnknown });
      const decision = decideRetry({
        operation: call.operation,
        failure: last,
        attempts,
        retryAfterMs: outcome.retryAfterMs,
        elapsedMs: elapsedMs(),
        attemptTimeoutMs,
        operationTimeoutMs,
        random: random(),
      });
      if (!decision.retry) throw last.with({ attemptSummary: attemptSummary(attempts, elapsedMs(), decision.reason) });
      const { delayMs } = decision;
      logWait({ call, failure: last, attempts, delayMs, isRequested: outcome.retryAfterMs !== undefined });
      if (delayMs > 0) await sleepWithin(bounds, effects, delayMs);
    }
  };
}

const mayAskToWait = ({ status }: GraphError): boolean => status !== undefined && (status === 429 || status >= 500);

function loadOf(outcome: Outcome | "too late"): Load {
  if (outcome === "too late") return "unknown";
  if ("json" in outcome) return "ok";
  const { status } = outcome.failure;
  if (status === 429 || status === 503) return "throttled";
  return status === undefined || status >= 500 ? "unknown" : "ok";
}

/** The call's time ended while it waited in the queue, behind others. */
function tooLate(last: GraphError | undefined, attempts: number, elapsedMs: number): GraphError {
  const reason = `The request waited ${inSeconds(elapsedMs)} in the queue because Graph is throttling.`;
  if (last !== undefined) return last.with({ attemptSummary: attemptSummary(attempts, elapsedMs, reason) });
  return new GraphError({
    kind: "notSent",
    code: "TimedOut",
    graphMessage: "the request was not sent",
    attemptSummary: reason,
  });
}
