/** The limits of every place that retries or waits. All durations are in milliseconds. */
export const retryLimits = {
  /** Requests to Graph: see decision.ts. */
  request: {
    /** Attempts when Graph throttles (429, 503), the first included. */
    throttledAttempts: 8,
    /** Attempts at any other transient failure, the first included. */
    transientAttempts: 5,
    /** Without a Retry-After: the longest delay before the second attempt. It doubles with each attempt. */
    firstDelayMs: 1000,
    /** Without a Retry-After: no delay is longer. */
    maxDelayMs: 60_000,
    /** A longer Retry-After is not waited for. */
    maxRetryAfterMs: 300_000,
    /** One attempt, with its answer's body. */
    attemptTimeoutMs: 100_000,
    /** One call, with its attempts, delays and time in the queue. */
    operationTimeoutMs: 30 * 60_000,
    /** Longer delays are announced: a person who sees nothing for longer thinks that the program hangs. */
    silentDelayMs: 10_000,
  },
  /**
   * Requests to a pipeline for its OIDC token. All attempts and delays together are shorter than a sign-in's time limit,
   * so that the sign-in reports how they ended.
   */
  oidcToken: { attemptTimeoutMs: 15_000, delaysMs: [1000, 2000] },
  /** Connecting through a proxy. Longer than connecting takes without one, since the proxy connects before it answers. */
  proxyConnect: { timeoutMs: 30_000 },
  /** Lookups of an entity whose create got no proper answer: the delay before each. Lists lag behind writes. */
  lostCreate: {
    /** Graph itself answered with a server error: 20 s in all. */
    answeredDelaysMs: [0, 1000, 2000, 3000, 5000, 9000],
    /** No answer, or one that isn't Graph's: about a minute in all. */
    unansweredDelaysMs: [0, 2000, 3000, 5000, 8000, 12_000, 15_000, 15_000],
    /** How long the last list may take when the time for lookups is over. */
    lastListTimeoutMs: 5000,
    /** How often a create is sent when each time it is certain that nothing was created. */
    maxAttempts: 3,
  },
  /** Writes that the service answered without showing what was written: the delay before each resend. */
  resend: { delaysMs: [1000, 4000] },
  /** A delete that is answered with success while the entity is still there. */
  delete: { maxAttempts: 3 },
  /** Revoking licenses. Thousands take Intune minutes; what takes longer than this has most likely stopped. */
  revocation: { timeoutMs: 30 * 60_000 },
  /** Waits for what the engine tells of the program's other resources: how long it must ask for nothing (less where nothing tells that there are any), and how often that is checked. */
  engine: { quietMs: 150, quietWithoutCountMs: 50, checkMs: 25, quietWithConflictMs: 2000 },
  /** Polls for the end of an action. Each delay is longer than the one before by the factor. */
  poll: { firstDelayMs: 1000, maxDelayMs: 15_000, factor: 1.5, firstNoticeMs: 30_000 },
} as const;
