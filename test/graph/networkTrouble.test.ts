import { mayPass, NetworkTrouble, networkTrouble, nothingWasSent } from "../../src/graph/networkTrouble";

const fetchFailed = (cause?: unknown) => new TypeError("fetch failed", cause === undefined ? {} : { cause });
const withCode = (error: Error, code: string) => Object.assign(error, { code });

describe("a mistake in a program", () => {
  test.each([
    ["of ours", new TypeError("Cannot read properties of undefined (reading 'the-bearer')")],
    ["with a code of Node's", withCode(new TypeError('The "x" argument is the-bearer'), "ERR_INVALID_ARG_TYPE")],
    ["an address that is none", new TypeError("Failed", { cause: withCode(new TypeError("x"), "ERR_INVALID_URL") })],
    ["a header that is none", new TypeError('Headers.set: "the-bearer" is an invalid header value.')],
    ["of another kind", new RangeError("Invalid string length")],
    ["where fetch caught it", fetchFailed(new ReferenceError("x is not defined"))],
  ])("is no trouble of the network: %s", (_what, thrown) => {
    const trouble = networkTrouble(thrown, 10, "https://graph.microsoft.com");
    expect(trouble.name).toBe("InternalError");
    expect(trouble.message).not.toContain("the-bearer");
    expect(mayPass(trouble.name)).toBe(false);
    expect(nothingWasSent(trouble.name)).toBe(false);
  });
});

describe("trouble of the network", () => {
  test.each([
    ["what fetch was kept by", fetchFailed(withCode(new Error("x"), "ECONNRESET")), "ECONNRESET"],
    ["what it doesn't name", fetchFailed(new Error("bad port")), "NetworkError"],
    ["without a cause", fetchFailed(), "NetworkError"],
    [
      "an answer that ended early",
      new TypeError("terminated", { cause: withCode(new Error("x"), "UND_ERR_SOCKET") }),
      "UND_ERR_SOCKET",
    ],
    ["an answer that ended for no reason", new TypeError("terminated"), "NetworkError"],
    ["time that is over", Object.assign(new Error("x"), { name: "TimeoutError" }), "TimedOut"],
    ["trouble that was told before", fetchFailed(new NetworkTrouble("ProxyUnreached", "x")), "ProxyUnreached"],
  ])("keeps its code: %s", (_what, thrown, code) => {
    expect(networkTrouble(thrown, 10).name).toBe(code);
  });
});

test("only what is known to pass may pass, and only what is known not to have sent anything has not", () => {
  for (const code of ["ECONNRESET", "TimedOut", "HPE_INVALID_CONSTANT", "ENETDOWN", "ProxyUnreached"]) {
    expect(mayPass(code)).toBe(true);
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
    expect(mayPass(code)).toBe(false);
  }
  for (const code of [undefined, "EACCES", "TimedOut", "HPE_INVALID_CONSTANT", "InternalError"]) {
    expect(nothingWasSent(code)).toBe(false);
  }
  for (const code of ["ECONNREFUSED", "CERT_REVOKED"]) expect(nothingWasSent(code)).toBe(true);
});
