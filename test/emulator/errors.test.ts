import { checkBearer } from "../../src/emulator/bearer";
import { badRequest, errorBody, GraphError } from "../../src/emulator/errors";

const names = {
  requestId: "request-1",
  clientRequestId: "client-1",
  url: "http://127.0.0.1/v1.0/x",
  now: new Date("2026-11-21T08:00:00.123Z"),
};

test("Graph's gateway refuses in plain words", () => {
  expect(errorBody(badRequest("Not so."), names)).toEqual({
    error: {
      code: "BadRequest",
      message: "Not so.",
      innerError: { date: "2026-11-21T08:00:00", "request-id": "request-1", "client-request-id": "client-1" },
    },
  });
});

test("Intune refuses with JSON inside the message", () => {
  const body = JSON.parse(JSON.stringify(errorBody(badRequest("Not so.", "Intune"), names)));
  const inside = JSON.parse(body.error.message);
  expect(inside._version).toBe(3);
  expect(inside.Message).toMatch(/^Not so\. - Operation ID .* - Activity ID: request-1 - Url: http:\/\/127/);
});

test.each([undefined, "", "Basic abc", "Bearer", "Bearer ", "Bearer a b", "abc"])(
  "an Authorization header of %j is no bearer",
  (header) => {
    expect(() => checkBearer(header)).toThrow(GraphError);
    expect(() => checkBearer(header)).toThrow(
      expect.objectContaining({ status: 401, code: "InvalidAuthenticationToken" }),
    );
  },
);

test("any bearer will do", () => {
  expect(() => checkBearer("Bearer emulator")).not.toThrow();
  expect(() => checkBearer("bearer emulator")).not.toThrow();
});
