import { explain } from "../../src/graph/explain";
import { type FailureFacts, GraphFailure } from "../../src/graph/failure";

const explained = (facts: FailureFacts): string =>
  explain(new GraphFailure(facts), {
    doing: "creating",
    subject: "VPP token vpp@contoso.example",
    permissions: ["DeviceManagementServiceConfig.ReadWrite.All", "DeviceManagementApps.ReadWrite.All"],
    namespace: "contoso",
  });

test("says what failed on what, with the status, the code and Graph's own message", () => {
  expect(explained({ status: 400, code: "BadRequest", graphMessage: "The token is in use" })).toBe(
    "creating VPP token vpp@contoso.example failed: Microsoft Graph answered 400 (BadRequest): The token is in use.",
  );
});

test("gives the ids that Microsoft's support asks for", () => {
  const ids = { requestId: "R", clientRequestId: "Q", date: "2026-11-21T07:00:00" };
  expect(explained({ status: 500, graphMessage: "Oops.", ...ids })).toMatch(
    /Oops\. For support: request-id R, client-request-id Q, 2026-11-21T07:00:00\.$/,
  );
});

test("names the permissions of which one is to be granted, with admin consent, on 403", () => {
  expect(explained({ status: 403, code: "Forbidden", graphMessage: "No." })).toMatch(
    /permission DeviceManagementServiceConfig\.ReadWrite\.All or DeviceManagementApps\.ReadWrite\.All, with admin consent/,
  );
});

test("names the connection's credential and --run-program on 401", () => {
  const text = explained({ status: 401, graphMessage: "Who?" });
  expect(text).toMatch(/connection "contoso" was not accepted: check contoso:tenantId/);
  expect(text).toMatch(/`pulumi refresh` and `pulumi destroy` .*`--run-program`/);
});

test.each([429, 503])("says on %s that the service throttles", (status) => {
  expect(explained({ status, graphMessage: "Slow down." })).toMatch(/throttles .* try again in a few minutes/);
});

test("gives no advice that belongs to another status", () => {
  const text = explained({ status: 400, graphMessage: "No." });
  expect(text).not.toMatch(/Grant|--run-program|throttles/);
});

test("says that no answer came when none did, and why", () => {
  expect(explained({ code: "TimedOut", graphMessage: "no answer within 100 s" })).toBe(
    "creating VPP token vpp@contoso.example failed: no answer from Microsoft Graph: no answer within 100 s.",
  );
});

test("doesn't speak of Graph when signing in failed", () => {
  expect(explained({ code: "AccessTokenError", graphMessage: "signing in failed: AADSTS1: No." })).toBe(
    "creating VPP token vpp@contoso.example failed: signing in failed: AADSTS1: No.",
  );
});

test("says what was undertaken, and when it isn't known whether it was done", () => {
  const effort = "That was the last of 5 attempts in 31 s.";
  expect(explained({ status: 504, graphMessage: "Too slow.", effort, ambiguous: true })).toBe(
    "creating VPP token vpp@contoso.example failed: Microsoft Graph answered 504: Too slow. " +
      "That was the last of 5 attempts in 31 s. Whether it was done all the same is not known.",
  );
});
