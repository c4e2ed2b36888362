import type { GraphError } from "../errors/graphError";
import { isTransient, nothingWasSent } from "../errors/networkError";
import type { GraphCall } from "../http/request";
import { inSeconds } from "./clock";
import { retryLimits } from "./limits";

const limits = retryLimits.request;

/** A call of which an attempt has failed. */
export interface RetryInput {
  readonly operation: GraphCall["operation"];
  readonly failure: Pick<GraphError, "kind" | "status" | "code" | "outcomeUnknown">;
  /** Attempts made, the failed one included. */
  readonly attempts: number;
  /** How long the service asks to wait. */
  readonly retryAfterMs: number | undefined;
  /** Since the call began. */
  readonly elapsedMs: number;
  /** How long one attempt may take. */
  readonly attemptTimeoutMs: number;
  /** How long the call may take, with all its attempts and delays. */
  readonly operationTimeoutMs: number;
  /** From 0 to 1, so that many that failed together don't retry together. */
  readonly random: number;
}

/** What to do next. `reason` is a sentence, set when a limit prevents an attempt that would be worthwhile. */
export type RetryDecision =
  | { readonly retry: true; readonly delayMs: number }
  | { readonly retry: false; readonly reason?: string };

/** Decides whether a failed call is sent again, and after what delay. */
export function decideRetry(input: RetryInput): RetryDecision {
  const { failure, attempts, retryAfterMs } = input;
  const maxAttempts = maxAttemptsFor(input);
  if (maxAttempts === 0 || (failure.outcomeUnknown && !isIdempotent(input.operation))) return { retry: false };
  if (retryAfterMs !== undefined && retryAfterMs > limits.maxRetryAfterMs) {
    const asked = `The service asks to wait ${Math.ceil(retryAfterMs / 1000)} s`;
    return { retry: false, reason: `${asked}, which exceeds the ${limits.maxRetryAfterMs / 1000}-second limit.` };
  }
  if (attempts >= maxAttempts) return { retry: false };
  const delayMs = retryAfterMs ?? backoffMs(attempts, input.random);
  if (input.elapsedMs + delayMs + input.attemptTimeoutMs > input.operationTimeoutMs) {
    const attempt = `Another attempt, after a wait of ${Math.ceil(delayMs / 1000)} s`;
    return {
      retry: false,
      reason: `${attempt}, could exceed the call's limit of ${inSeconds(input.operationTimeoutMs)}.`,
    };
  }
  return { retry: true, delayMs };
}

/**
 * Whether an operation sent twice has the effect of one sent once. A second sync syncs once more, and a second revocation
 * finds nothing left to revoke; a second create makes a second entity.
 */
function isIdempotent(operation: GraphCall["operation"]): boolean {
  return operation !== "create";
}

/** How many attempts a failure of this kind is worth in all; 0 when it isn't transient. */
function maxAttemptsFor({ operation, failure: { kind, status, code } }: RetryInput): number {
  if (status === 429 || status === 503) return limits.throttledAttempts;
  // Signing in has attempts of its own: in @azure/identity, and in oidcAssertion.ts.
  if (status === undefined) return kind === "network" && isTransient(code) ? limits.transientAttempts : 0;
  // A failed 2xx is one whose body can't be read. Writes need not be sent again for that: the entity can be read.
  // A 2xx with Graph's own error in it was read.
  if (status < 300) {
    return operation === "update" || operation === "delete" || kind === "graph" ? 0 : limits.transientAttempts;
  }
  return [408, 500, 502, 504].includes(status) ? limits.transientAttempts : 0;
}

/** At least half of a delay that doubles, so that the service gets its rest whatever the random number. */
function backoffMs(attempts: number, random: number): number {
  const delayMs = Math.min(limits.maxDelayMs, limits.firstDelayMs * 2 ** (attempts - 1));
  return delayMs * (0.5 + random / 2);
}

/**
 * Whether a call that failed may have succeeded at the service.
 *
 * It hasn't when nothing was sent, or when the service refused: with a 4xx, or with a 503 of Graph's own that says when to
 * come back, which its gateway answers before it passes a request on. Any other 5xx may come from behind the gateway, or
 * from a proxy that lost the answer; so may a 2xx that can't be read, and no answer at all.
 */
export function mayHaveSucceeded(
  operation: GraphCall["operation"],
  { kind, status, code, retryAfter }: Pick<GraphError, "kind" | "status" | "code" | "retryAfter">,
): boolean {
  if (operation === "read") return false;
  if (status === undefined) return kind === "network" && !nothingWasSent(code);
  if (status < 300) return true;
  if (status === 503) return kind !== "graph" || retryAfter === undefined;
  // 408: the gateway received a part of the request only, as far as it knows.
  return status >= 500 || status === 408;
}

/** The three date formats of HTTP (RFC 9110, 5.6.7) begin with the day of the week, and nothing else does. */
const httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /;

/**
 * The delay that a Retry-After header asks for: a number of seconds (Graph writes fractions, too) or an HTTP date, which
 * is 0 when it has passed. Undefined when it is neither.
 */
export function parseRetryAfterMs(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d+(\.\d*)?$|^\.\d+$/.test(text)) return Number(text) * 1000;
  if (!httpDate.test(text)) return undefined;
  // asctime's form has no zone, and is in GMT like the others.
  const at = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
