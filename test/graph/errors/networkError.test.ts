import { isTransient, NetworkError, nothingWasSent, toNetworkError } from "../../../src/graph/errors/networkError";

const fetchFailed = (cause?: unknown) => new TypeError("fetch failed", cause === undefined ? {} : { cause });
const withCode = (error: Error, code: string) => Object.assign(error, { code });

describe("a defect", () => {
  test.each([
    ["of ours", new TypeError("Cannot read properties of undefined (reading 'the-bearer')")],
    ["with a code of Node's", withCode(new TypeError('The "x" argument is the-bearer'), "ERR_INVALID_ARG_TYPE")],
    ["an address that is none", new TypeError("Failed", { cause: withCode(new TypeError("x"), "ERR_INVALID_URL") })],
    ["a header that is none", new TypeError('Headers.set: "the-bearer" is an invalid header value.')],
    ["of another kind", new RangeError("Invalid string length")],
    ["where fetch caught it", fetchFailed(new ReferenceError("x is not defined"))],
    ["a wrong argument for undici", fetchFailed(withCode(new Error("x"), "UND_ERR_INVALID_ARG"))],
    ["a TypeError with fetch's words and no cause", fetchFailed()],
    ["an error without a code", new Error("x")],
    ["an error whose code isn't the network's", withCode(new Error("x"), "ERR_ASSERTION")],
    ["no error at all", "the-bearer"],
    ["nothing", undefined],
  ])("is no network error: %s", (_what, thrown) => {
    expect(toNetworkError(thrown, 10, "https://graph.microsoft.com")).toBeUndefined();
  });
});

describe("a network error", () => {
  test.each([
    ["what fetch was kept by", fetchFailed(withCode(new Error("x"), "ECONNRESET")), "ECONNRESET"],
    ["what isn't listed, of the system", fetchFailed(withCode(new Error("x"), "EACCES")), "EACCES"],
    ["what isn't listed, of TLS", fetchFailed(withCode(new Error("x"), "ERR_SSL_BAD_ALERT")), "ERR_SSL_BAD_ALERT"],
    ["what isn't listed, of undici", fetchFailed(withCode(new Error("x"), "UND_ERR_INFO")), "UND_ERR_INFO"],
    ["what it doesn't name", fetchFailed(new Error("bad port")), "NetworkError"],
    [
      "an answer that ended early",
      new TypeError("terminated", { cause: withCode(new Error("x"), "UND_ERR_SOCKET") }),
      "UND_ERR_SOCKET",
    ],
    ["time that is over", Object.assign(new Error("x"), { name: "TimeoutError" }), "TimedOut"],
    ["trouble that was told before", fetchFailed(new NetworkError("ProxyUnreached", "x")), "ProxyUnreached"],
    ["outside of fetch", withCode(new Error("x"), "ECONNREFUSED"), "ECONNREFUSED"],
  ])("keeps its code: %s", (_what, thrown, code) => {
    expect(toNetworkError(thrown, 10)?.code).toBe(code);
  });
});

test("only listed codes are transient, and only listed codes prove that nothing was sent", () => {
  for (const code of ["ECONNRESET", "TimedOut", "HPE_INVALID_CONSTANT", "ENETDOWN", "ProxyUnreached"]) {
    expect(isTransient(code)).toBe(true);
  }
  for (const code of [
    undefined,
    "",
    "EACCES",
    "UND_ERR_INVALID_ARG",
    "constructor",
    "HPE_",
    "CERT_REVOKED",
    "ProxyRefused",
  ]) {
    expect(isTransient(code)).toBe(false);
  }
  for (const code of [undefined, "EACCES", "TimedOut", "HPE_INVALID_CONSTANT", "NetworkError"]) {
    expect(nothingWasSent(code)).toBe(false);
  }
  for (const code of ["ECONNREFUSED", "CERT_REVOKED"]) expect(nothingWasSent(code)).toBe(true);
});
