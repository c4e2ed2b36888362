import { errorFromAnswer, GraphError, type GraphErrorFacts } from "../../../src/graph/errors/graphError";
import { decideRetry, mayHaveSucceeded, parseRetryAfterMs, type RetryInput } from "../../../src/graph/retry/decision";
import { retryLimits } from "../../../src/graph/retry/limits";

const failed = (facts: Partial<GraphErrorFacts>) => new GraphError({ graphMessage: "", ...facts });
const input = (facts: Partial<RetryInput>): RetryInput => ({
  operation: "read",
  failure: failed({ status: 429 }),
  attempts: 1,
  retryAfterMs: undefined,
  elapsedMs: 0,
  attemptTimeoutMs: 100_000,
  operationTimeoutMs: 1_800_000,
  random: 1,
  ...facts,
});
const decided = (facts: Partial<RetryInput>) => decideRetry(input(facts));
const failing = (operation: RetryInput["operation"], facts: Partial<GraphErrorFacts>) =>
  decided({ operation, failure: failed(facts) }).retry;

describe("an idempotent call is sent again", () => {
  test.each([408, 429, 500, 502, 503, 504])("after %s, whatever the method", (status) => {
    for (const operation of ["read", "update", "delete", "act"] as const)
      expect(failing(operation, { status })).toBe(true);
  });

  test.each(["ECONNRESET", "ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_SOCKET", "TimedOut", "HPE_INVALID"])(
    "after %s",
    (code) => {
      expect(failing("update", { code, outcomeUnknown: true })).toBe(true);
    },
  );

  test.each([301, 400, 401, 403, 404, 409, 410, 412, 422, 501])("but not after %s", (status) => {
    expect(failing("read", { status })).toBe(false);
  });

  test.each([
    ...["CERT_HAS_EXPIRED", "SELF_SIGNED_CERT_IN_CHAIN", "NetworkError", "UND_ERR_INVALID_ARG"],
    ...["TypeError", "ERR_INVALID_ARG_TYPE", "ERR_INVALID_URL", "EACCES", "a code that nobody knows", "toString", ""],
  ])("but not after %s, which isn't transient or isn't listed", (code) => {
    expect(failing("read", { code })).toBe(false);
  });

  test("after a success that can't be read, unless it was an update or a delete, after which the entity is read", () => {
    expect(failing("read", { status: 200 })).toBe(true);
    expect(failing("delete", { status: 200, outcomeUnknown: true })).toBe(false);
    expect(failing("act", { status: 200, outcomeUnknown: true })).toBe(true);
    expect(failing("update", { status: 200, outcomeUnknown: true })).toBe(false);
    expect(failing("read", { status: 200, kind: "notGraph" })).toBe(true);
  });

  test("but not after a success with Graph's own error in it", () => {
    for (const operation of ["read", "update", "delete", "act"] as const) {
      expect(failing(operation, { status: 200, code: "BadRequest" })).toBe(false);
    }
  });
});

test("a failed sign-in, and a call that was not sent, are not sent again", () => {
  expect(failing("read", { kind: "signIn", code: "ECONNRESET" })).toBe(false);
  expect(failing("read", { kind: "notSent", code: "TimedOut" })).toBe(false);
});

describe("a create is sent again", () => {
  const creating = (facts: Partial<GraphErrorFacts>) => decided({ operation: "create", failure: failed(facts) });

  test("when it did not succeed", () => {
    expect(creating({ status: 429, outcomeUnknown: false }).retry).toBe(true);
    expect(creating({ status: 503, outcomeUnknown: false }).retry).toBe(true);
    expect(creating({ code: "ECONNREFUSED", outcomeUnknown: false }).retry).toBe(true);
  });

  test.each([{ status: 500 }, { status: 503 }, { status: 504 }, { status: 201 }, { code: "ECONNRESET" }])(
    "never when it may have been: %j",
    (failure) => {
      expect(creating({ ...failure, outcomeUnknown: true })).toEqual({ retry: false });
    },
  );
});

describe("without a Retry-After", () => {
  const pauses = (random: number) =>
    Array.from({ length: 7 }, (_, index) => decided({ attempts: index + 1, random })).map((decision) =>
      decision.retry ? decision.delayMs : "none",
    );

  test("the pauses double up to a minute", () => {
    expect(pauses(1)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000]);
  });

  test("the random number shortens them to no less than half", () => {
    expect(pauses(0)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000]);
    expect(pauses(0.5)[4]).toBe(12_000);
  });
});

describe("a Retry-After", () => {
  test.each([0, 500, 30_000, 300_000])("of %s ms is the delay, whatever the random number", (retryAfterMs) => {
    for (const random of [0, 1]) {
      expect(decided({ retryAfterMs, random, attempts: 3 })).toEqual({ retry: true, delayMs: retryAfterMs });
    }
  });

  test("of an hour is not waited for, and the reason names it", () => {
    expect(decided({ retryAfterMs: 3_600_000 })).toEqual({
      retry: false,
      reason: "The service asks to wait 3600 s, which exceeds the 300-second limit.",
    });
  });
});

describe("retries end", () => {
  test("after eight attempts at what is throttled", () => {
    for (const status of [429, 503]) {
      expect(decided({ failure: failed({ status }), attempts: 7 }).retry).toBe(true);
      expect(decided({ failure: failed({ status }), attempts: 8 })).toEqual({ retry: false });
    }
  });

  test("after five attempts at what fails otherwise", () => {
    for (const facts of [{ status: 502 }, { code: "ECONNRESET" }]) {
      const failure = failed(facts);
      expect(decided({ failure, attempts: 4 }).retry).toBe(true);
      expect(decided({ failure, attempts: 5 })).toEqual({ retry: false });
    }
  });

  test("when another attempt could exceed the call's time limit, and the reason names the wait", () => {
    expect(decided({ retryAfterMs: 200_000, elapsedMs: 1_500_000 }).retry).toBe(true);
    expect(decided({ retryAfterMs: 200_000, elapsedMs: 1_501_000 })).toEqual({
      retry: false,
      reason: "Another attempt, after a wait of 200 s, could exceed the call's limit of 1800 s.",
    });
  });

  test("and no delay of our own exceeds the longest Retry-After", () => {
    expect(retryLimits.request.maxDelayMs).toBeLessThanOrEqual(retryLimits.request.maxRetryAfterMs);
  });
});

const done = (facts: Partial<GraphErrorFacts>, operation: RetryInput["operation"] = "create") =>
  mayHaveSucceeded(operation, new GraphError({ graphMessage: "", ...facts }));

const foreign = { kind: "notGraph" } as const;

describe("a call may have succeeded", () => {
  test.each([
    [{ status: 500, code: "InternalServerError" }],
    [{ status: 502 }],
    [{ status: 504, code: "GatewayTimeout", retryAfter: "3" }],
    [{ status: 408 }],
    [{ status: 201, ...foreign }],
    [{ code: "TimedOut" }],
    [{ code: "ECONNRESET" }],
    [{ code: "UND_ERR_SOCKET" }],
    [{ code: "ETIMEDOUT" }],
    [{ code: "a code that nobody knows" }],
    [{ code: "NetworkError" }],
  ])("after %j", (facts: Partial<GraphErrorFacts>) => {
    expect(done(facts)).toBe(true);
  });

  test("after a 503 from a proxy, and after one from Graph without a Retry-After", () => {
    expect(done({ status: 503, ...foreign, retryAfter: "3" })).toBe(true);
    expect(done({ status: 503, retryAfter: "3" })).toBe(true);
    expect(done(errorFromAnswer({ status: 503, body: "", header: () => "3" }))).toBe(true);
    expect(done(errorFromAnswer({ status: 503, body: '{"error":"busy"}', header: () => "3" }))).toBe(true);
    expect(done({ status: 503, code: "ServiceUnavailable" })).toBe(true);
  });
});

describe("a call has not succeeded", () => {
  test.each([
    [{ status: 429 }],
    [{ status: 400, code: "BadRequest" }],
    [{ status: 401 }],
    [{ status: 404 }],
    [{ status: 409 }],
    [{ status: 302 }],
    [{ status: 503, code: "ServiceUnavailable", retryAfter: "3" }],
    [{ code: "ECONNREFUSED" }],
    [{ code: "ENOTFOUND" }],
    [{ code: "EAI_AGAIN" }],
    [{ code: "UND_ERR_CONNECT_TIMEOUT" }],
    [{ code: "CERT_HAS_EXPIRED" }],
    [{ kind: "signIn" as const }],
    [{ kind: "notSent" as const }],
  ])("after %j", (facts: Partial<GraphErrorFacts>) => {
    expect(done(facts)).toBe(false);
  });

  test("when it was a read", () => {
    for (const facts of [{ status: 500 }, { code: "ECONNRESET" }, { status: 200 }])
      expect(done(facts, "read")).toBe(false);
  });
});

const now = new Date(Date.UTC(2026, 10, 21, 7, 28, 0));

test.each([
  ["30", 30],
  ["0", 0],
  [" 1.5 ", 1.5],
  ["0.25", 0.25],
  [".5", 0.5],
  ["Sat, 21 Nov 2026 07:28:30 GMT", 30],
  ["Saturday, 21-Nov-26 07:28:30 GMT", 30],
  ["Sat Nov 21 07:28:30 2026", 30],
  ["Sat, 21 Nov 2026 07:27:00 GMT", 0],
])("%j asks for a wait of %s s", (header, seconds) => {
  expect(parseRetryAfterMs(header, now)).toBe(seconds * 1000);
});

test.each([undefined, "", "soon", "-5", "5 apples", "1e3", "0x10", "NaN", "Infinity", "Sat, 99 Nov 2026 07:28:30 GMT"])(
  "%j asks for nothing",
  (header) => {
    expect(parseRetryAfterMs(header, now)).toBeUndefined();
  },
);
