import { type FailureFacts, GraphFailure } from "../../src/graph/failure";
import { bounds, decide, type Situation } from "../../src/graph/retryDecision";

const failed = (facts: Partial<FailureFacts>) => new GraphFailure({ graphMessage: "", ...facts });
const situation = (facts: Partial<Situation>): Situation => ({
  method: "get",
  bearsRepetition: true,
  failure: failed({ status: 429 }),
  attempts: 1,
  askedSeconds: undefined,
  elapsedSeconds: 0,
  attemptSeconds: 100,
  operationSeconds: 1800,
  random: 1,
  ...facts,
});
const decided = (facts: Partial<Situation>) => decide(situation(facts));
const failing = (method: string, facts: Partial<FailureFacts>) => decided({ method, failure: failed(facts) }).again;

describe("what bears repetition is sent again", () => {
  test.each([408, 429, 500, 502, 503, 504])("after %s, whatever the method", (status) => {
    for (const method of ["get", "patch", "delete", "post"]) expect(failing(method, { status })).toBe(true);
  });

  test.each(["ECONNRESET", "ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_SOCKET", "TimedOut", "HPE_INVALID"])(
    "after %s",
    (code) => {
      expect(failing("patch", { code, ambiguous: true })).toBe(true);
    },
  );

  test.each([301, 400, 401, 403, 404, 409, 410, 412, 422, 501])("but not after %s", (status) => {
    expect(failing("get", { status })).toBe(false);
  });

  test.each([
    ...["CERT_HAS_EXPIRED", "SELF_SIGNED_CERT_IN_CHAIN", "NetworkError", "UND_ERR_INVALID_ARG"],
    ...["TypeError", "ERR_INVALID_ARG_TYPE", "ERR_INVALID_URL", "EACCES", "a code that nobody knows", "toString", ""],
  ])("but not after %s, which won't pass or isn't known", (code) => {
    expect(failing("get", { code })).toBe(false);
  });

  test("after a success that can't be read, unless it was a change, which need not be made again", () => {
    expect(failing("get", { status: 200 })).toBe(true);
    expect(failing("delete", { status: 200, ambiguous: true })).toBe(true);
    expect(failing("post", { status: 200, ambiguous: true })).toBe(true);
    expect(failing("patch", { status: 200, ambiguous: true })).toBe(false);
    expect(failing("get", { status: 200, kind: "notGraph" })).toBe(true);
  });

  test("but not after a success with Graph's own error in it, which was read", () => {
    for (const method of ["get", "patch", "delete", "post"]) {
      expect(failing(method, { status: 200, code: "BadRequest" })).toBe(false);
    }
  });
});

test("a failed sign-in, and a call that was not sent, are not sent again", () => {
  expect(failing("get", { kind: "signIn", code: "ECONNRESET" })).toBe(false);
  expect(failing("get", { kind: "notSent", code: "TimedOut" })).toBe(false);
});

describe("a creation is sent again", () => {
  const creating = (facts: Partial<FailureFacts>) =>
    decided({ method: "post", bearsRepetition: false, failure: failed(facts) });

  test("when it was not carried out", () => {
    expect(creating({ status: 429, ambiguous: false }).again).toBe(true);
    expect(creating({ status: 503, ambiguous: false }).again).toBe(true);
    expect(creating({ code: "ECONNREFUSED", ambiguous: false }).again).toBe(true);
  });

  test.each([{ status: 500 }, { status: 503 }, { status: 504 }, { status: 201 }, { code: "ECONNRESET" }])(
    "never when it may have been: %j",
    (failure) => {
      expect(creating({ ...failure, ambiguous: true })).toEqual({ again: false });
    },
  );
});

describe("without a Retry-After", () => {
  const pauses = (random: number) =>
    Array.from({ length: 7 }, (_, index) => decided({ attempts: index + 1, random })).map((decision) =>
      decision.again ? decision.afterSeconds : "none",
    );

  test("the pauses double up to a minute", () => {
    expect(pauses(1)).toEqual([1, 2, 4, 8, 16, 32, 60]);
  });

  test("chance shortens them to no less than half", () => {
    expect(pauses(0)).toEqual([0.5, 1, 2, 4, 8, 16, 30]);
    expect(pauses(0.5)[4]).toBe(12);
  });
});

describe("a Retry-After", () => {
  test.each([0, 0.5, 30, 300])("of %s s is waited for, no more and no less, whatever the chance", (askedSeconds) => {
    for (const random of [0, 1]) {
      expect(decided({ askedSeconds, random, attempts: 3 })).toEqual({ again: true, afterSeconds: askedSeconds });
    }
  });

  test("of an hour is not waited for, and the reason names it", () => {
    expect(decided({ askedSeconds: 3600 })).toEqual({
      again: false,
      because: "The service asks to wait 3600 s, and no more than 300 s are waited.",
    });
  });
});

describe("there is an end", () => {
  test("after eight attempts at what is throttled", () => {
    for (const status of [429, 503]) {
      expect(decided({ failure: failed({ status }), attempts: 7 }).again).toBe(true);
      expect(decided({ failure: failed({ status }), attempts: 8 })).toEqual({ again: false });
    }
  });

  test("after five attempts at what fails otherwise", () => {
    for (const facts of [{ status: 502 }, { code: "ECONNRESET" }]) {
      const failure = failed(facts);
      expect(decided({ failure, attempts: 4 }).again).toBe(true);
      expect(decided({ failure, attempts: 5 })).toEqual({ again: false });
    }
  });

  test("when another attempt could take the call beyond its time, and the reason names the wait", () => {
    expect(decided({ askedSeconds: 200, elapsedSeconds: 1500 }).again).toBe(true);
    expect(decided({ askedSeconds: 200, elapsedSeconds: 1501 })).toEqual({
      again: false,
      because: "Another attempt, after a wait of 200 s, could take the call beyond the 1800 s that it may take in all.",
    });
  });

  test("and no pause of our own is longer than what is waited for at most", () => {
    expect(bounds.longestPauseSeconds).toBeLessThanOrEqual(bounds.longestWaitSeconds);
  });
});
