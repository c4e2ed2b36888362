import { UserError } from "../../../src/errors";
import { SignInError } from "../../../src/graph/auth/signInError";
import {
  errorFromAnswer,
  errorFromBrokenAnswer,
  errorFromThrown,
  GraphError,
  unwrapped,
} from "../../../src/graph/errors/graphError";
import { NetworkError } from "../../../src/graph/errors/networkError";

const noHeader = () => null;

function graphFailureOf(thrown: unknown): GraphError {
  const failure = errorFromThrown(thrown);
  if (!(failure instanceof GraphError)) throw failure;
  return failure;
}
const answered = (
  status: number,
  body: unknown,
  header: (name: string) => string | null = noHeader,
  secrets?: string[],
) => errorFromAnswer({ status, header, body: typeof body === "string" ? body : JSON.stringify(body) }, secrets);

const intuneMessage = (Message: string) =>
  JSON.stringify({ _version: 3, Message, CustomApiErrorPhrase: "", RetryAfter: null, HttpHeaders: "{}" });

describe("an error of Graph's", () => {
  test("gives its code, message, ids and date", () => {
    const innerError = { date: "2026-11-21T07:00:00", "request-id": "R", "client-request-id": "Q" };
    expect(answered(400, { error: { code: "BadRequest", message: "Not so.", innerError } })).toMatchObject({
      status: 400,
      code: "BadRequest",
      graphMessage: "Not so.",
      requestId: "R",
      clientRequestId: "Q",
      date: "2026-11-21T07:00:00",
    });
  });

  test("without an inner error gives the ids of the answer's headers", () => {
    const headers: Readonly<Record<string, string>> = { "request-id": "R", "client-request-id": "Q" };
    const failure = answered(404, { error: { code: "NotFound", message: "Gone." } }, (name) => headers[name] ?? null);
    expect(failure).toMatchObject({ requestId: "R", clientRequestId: "Q" });
  });

  test("with an inner error that is null or a string is read, too", () => {
    expect(answered(500, { error: { code: "X", message: "Y", innerError: null } }).graphMessage).toBe("Y");
    expect(answered(500, { error: { code: "X", message: "", innerError: "?" } })).toMatchObject({
      code: "X",
      graphMessage: "no message",
    });
  });

  test("is known to be Graph's answer", () => {
    expect(answered(500, { error: { code: "X", message: "Y" } }).answeredByGraph).toBe(true);
    const later = answered(500, { error: { code: "X", message: "Y" } }).with({
      outcomeUnknown: true,
      attemptSummary: "Twice.",
    });
    expect(later.answeredByGraph).toBe(true);
  });

  test("of Intune's gives the Message inside the JSON inside the message, without its operation's ids", () => {
    const message = intuneMessage(
      "The token is already in use. - Operation ID (for customer support): 0 - Activity ID: a-1 - Url: https://x",
    );
    expect(answered(400, { error: { code: "BadRequest", message } }).graphMessage).toBe("The token is already in use.");
  });
});

test.each([
  ["a plain sentence", "a plain sentence"],
  [intuneMessage("Once."), "Once."],
  [intuneMessage(intuneMessage("Twice. - Operation ID (for customer support): 1")), "Twice."],
  ['{"Message": 5}', '{"Message": 5}'],
  ["{ not JSON", "{ not JSON"],
  ['["Message"]', '["Message"]'],
])("%s is shown as: %s", (message, shown) => {
  expect(unwrapped(message)).toBe(shown);
});

describe("an answer that is not Graph's", () => {
  test("is of the kind notGraph, and its body is not shown", () => {
    const failure = answered(502, "<html>Bad gateway of proxy.contoso.example</html>");
    expect(failure).toMatchObject({ status: 502, kind: "notGraph" });
    expect(failure.graphMessage).not.toContain("html");
  });

  test.each([
    ...["", "  \n", "null", "[]", '"text"', "{}", '{"message":"Not Found"}', "not JSON", "<html></html>", '{"error":'],
    ...['{"error":"invalid"}', '{"error":{}}', '{"error":null}', '{"error":[]}', '{"error":{"code":"X"}}'],
    ...['{"error":{"code":5,"message":"Y"}}', '{"error":{"code":" ","message":"Y"}}', '{"error":{"message":"Y"}}'],
    ...['{"error":{"code":"X","message":null}}', '[{"error":{"code":"X","message":"Y"}}]'],
  ])("has no error of Graph's in it: %j", (body) => {
    for (const status of [200, 302, 404, 500, 503]) {
      expect(answered(status, body)).toMatchObject({ status, kind: "notGraph" });
      expect(answered(status, body).answeredByGraph).toBe(false);
    }
  });

  test("that broke off is none of Graph's either, whatever it began with", () => {
    const failure = errorFromBrokenAnswer({ status: 404, header: noHeader }, "It broke off.");
    expect(failure).toMatchObject({ kind: "notGraph", graphMessage: "It broke off." });
    expect(failure.answeredByGraph).toBe(false);
  });

  test("that redirects is described as a redirect", () => {
    expect(answered(302, "").graphMessage).toMatch(/redirects to another address/);
  });
});

describe("a secret", () => {
  test("that Graph echoes in its message is redacted", () => {
    const failure = answered(400, { error: { code: "s3cret", message: "Cannot read 's3cret'." } }, noHeader, [
      "s3cret",
    ]);
    expect(failure.graphMessage).toBe("Cannot read '[secret]'.");
    expect(JSON.stringify([failure, failure.message, failure.stack])).not.toContain("s3cret");
  });

  test("that Graph echoes in part is recognized by its shape", () => {
    const part = Buffer.from("a part of some token ".repeat(10)).toString("base64");
    expect(answered(400, { error: { code: "X", message: `Bad value ${part}...` } }).graphMessage).toBe(
      "Bad value [secret]...",
    );
  });
});

describe("what a service writes", () => {
  const hostile = `\u001B[31mNo.\u001B[0m\r\nerror: \u202Eforged\u0007\u009B2J ${"and so on ".repeat(600)}`;
  const facts = (failure: GraphError) => Object.values({ ...failure, message: failure.message }).map(String);

  test("reaches no field of a failure with a character that steers a terminal, and no field at its full length", () => {
    const innerError = { date: hostile, "request-id": hostile, "client-request-id": hostile };
    for (const failure of [
      answered(400, { error: { code: hostile, message: hostile, innerError } }),
      answered(400, { error: { code: "X", message: intuneMessage(hostile) } }, () => hostile),
      answered(400, `<html><title>${hostile}</title>`, () => hostile),
      answered(400, { error: hostile }),
      graphFailureOf(new NetworkError(hostile, hostile)),
    ]) {
      for (const fact of facts(failure)) {
        expect(fact).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        expect(fact.length).toBeLessThan(1300);
      }
    }
  });

  test("is redacted before it is cut, so that no rest of a secret stays at the end", () => {
    const secret = "0123456789abcdefghijklmnopqrstuvwxyz".repeat(60);
    const { graphMessage } = answered(400, { error: { code: "X", message: `Bad: ${secret} sent.` } }, noHeader, [
      secret,
    ]);
    expect(graphMessage).toBe("Bad: [secret] sent.");
  });

  test("is redacted even with invisible characters inside a secret", () => {
    const secret = "0123456789abcdefghijklmnopqrstuvwxyz";
    const spread = secret.split("").join("\u200B");
    const { graphMessage } = answered(400, { error: { code: "X", message: `Bad: ${spread}.` } }, noHeader, [secret]);
    expect(graphMessage).toBe("Bad: [secret].");
  });
});

describe("a defect in this package", () => {
  test.each([
    ["what is thrown", new TypeError("Cannot read properties of undefined (reading 'x')")],
    ["with a code of Node's", Object.assign(new TypeError("The argument is bad"), { code: "ERR_INVALID_ARG_TYPE" })],
    ["what the Graph library makes of it", Object.assign(new Error("x is not a function"), { code: "TypeError" })],
    ["with a code of the network's", Object.assign(new Error("reset"), { code: "ECONNRESET" })],
    ["of another kind", new RangeError("Invalid string length")],
    ["no error at all", "text"],
    ["nothing", undefined],
  ])("is reported as that, without its message: %s", (_what, thrown) => {
    const error = errorFromThrown(thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      kind: "internal",
      message: expect.stringMatching(/^Internal error in pulumi-intune/),
    });
    if (thrown instanceof Error) expect(error.message).not.toContain(thrown.message);
  });
});

test("the message about signing in, which is ours, is not cut", () => {
  const thrown = new SignInError("a".repeat(50).concat(" check this.").repeat(40));
  expect(errorFromThrown(thrown)).toMatchObject({ kind: "signIn", graphMessage: thrown.message });
});

describe("a fault of the network", () => {
  test("becomes a failure without a status, with its code", () => {
    const failure = errorFromThrown(new NetworkError("ECONNRESET", "the connection broke off"));
    expect(failure).toMatchObject({
      kind: "network",
      status: undefined,
      code: "ECONNRESET",
      graphMessage: "the connection broke off",
    });
    expect(Object.keys(failure).sort()).toEqual(
      [
        ...[
          "outcomeUnknown",
          "clientRequestId",
          "code",
          "date",
          "attemptSummary",
          "graphMessage",
          "kind",
          "name",
          "requestId",
        ],
        ...["retryAfter", "status"],
      ].sort(),
    );
  });

  test("is passed on when it is a failure already", () => {
    const failure = new GraphError({ graphMessage: "x" });
    expect(errorFromThrown(failure)).toBe(failure);
  });
});
