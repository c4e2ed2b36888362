import { failureOfAnswer, failureOfThrown, GraphFailure, unwrapped } from "../../src/graph/failure";

const noHeader = () => null;
const answered = (
  status: number,
  body: unknown,
  header: (name: string) => string | null = noHeader,
  secrets?: string[],
) => failureOfAnswer({ status, header, body: typeof body === "string" ? body : JSON.stringify(body) }, secrets);

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

  test("with an inner error that is null or a text is read all the same", () => {
    expect(answered(500, { error: { code: "X", message: "Y", innerError: null } }).graphMessage).toBe("Y");
    expect(answered(500, { error: { code: 5, message: "", innerError: "?" } })).toMatchObject({
      code: undefined,
      graphMessage: "no message",
    });
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
  test("is called that, and its text is not shown", () => {
    const failure = answered(502, "<html>Bad gateway of proxy.contoso.example</html>");
    expect(failure).toMatchObject({ status: 502, code: "NotGraph" });
    expect(failure.graphMessage).not.toContain("html");
  });

  test.each(["", "null", "[]", '"text"', '{"error":"invalid"}'])("never trips over the body %s", (body) => {
    expect(answered(500, body)).toBeInstanceOf(GraphFailure);
  });

  test("that redirects is said to", () => {
    expect(answered(302, "").graphMessage).toMatch(/redirects elsewhere/);
  });
});

describe("a secret", () => {
  test("that Graph repeats in its message does not come back", () => {
    const failure = answered(400, { error: { code: "s3cret", message: "Cannot read 's3cret'." } }, noHeader, [
      "s3cret",
    ]);
    expect(failure.graphMessage).toBe("Cannot read '[secret]'.");
    expect(JSON.stringify([failure, failure.message, failure.stack])).not.toContain("s3cret");
  });

  test("that Graph repeats in part is recognised by its looks", () => {
    const part = Buffer.from("a part of some token ".repeat(10)).toString("base64");
    expect(answered(400, { error: { code: "X", message: `Bad value ${part}...` } }).graphMessage).toBe(
      "Bad value [secret]...",
    );
  });
});

describe("what the client throws", () => {
  test("becomes a failure without a status, with the code that the library put into `code`", () => {
    const thrown = Object.assign(new Error("the connection broke off"), {
      code: "ECONNRESET",
      statusCode: -1,
      body: "b",
    });
    const failure = failureOfThrown(thrown);
    expect(failure).toMatchObject({ status: undefined, code: "ECONNRESET", graphMessage: "the connection broke off" });
    expect(Object.keys(failure).sort()).toEqual(
      [
        ...["ambiguous", "clientRequestId", "code", "date", "effort", "graphMessage", "name", "requestId"],
        ...["retryAfter", "status"],
      ].sort(),
    );
  });

  test("is passed on when it is a failure already, and survives being no error at all", () => {
    const failure = new GraphFailure({ graphMessage: "x" });
    expect(failureOfThrown(failure)).toBe(failure);
    expect(failureOfThrown("text").code).toBe("NetworkError");
    expect(failureOfThrown(undefined).graphMessage).toBe("the request could not be sent");
  });
});
