import { mayHaveBeenDone } from "../../src/graph/ambiguity";
import { type FailureFacts, failureOfAnswer, GraphFailure } from "../../src/graph/failure";

const done = (facts: Partial<FailureFacts>, method = "post") =>
  mayHaveBeenDone(method, new GraphFailure({ graphMessage: "", ...facts }));

const foreign = { kind: "notGraph" } as const;

describe("a call may have been carried out", () => {
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
  ])("after %j", (facts: Partial<FailureFacts>) => {
    expect(done(facts)).toBe(true);
  });

  test("after a 503 of a proxy's, and after one of Graph's that doesn't say when to come back", () => {
    expect(done({ status: 503, ...foreign, retryAfter: "3" })).toBe(true);
    expect(done({ status: 503, retryAfter: "3" })).toBe(true);
    expect(done(failureOfAnswer({ status: 503, body: "", header: () => "3" }))).toBe(true);
    expect(done(failureOfAnswer({ status: 503, body: '{"error":"busy"}', header: () => "3" }))).toBe(true);
    expect(done({ status: 503, code: "ServiceUnavailable" })).toBe(true);
  });
});

describe("a call has not been carried out", () => {
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
  ])("after %j", (facts: Partial<FailureFacts>) => {
    expect(done(facts)).toBe(false);
  });

  test("when it was to read", () => {
    for (const facts of [{ status: 500 }, { code: "ECONNRESET" }, { status: 200 }])
      expect(done(facts, "get")).toBe(false);
  });
});
