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

describe("an answer that isn't Graph's", () => {
  const page = { code: "NotGraph", graphMessage: 'a web page with the title "Blocked" (from graph.microsoft.com)' };
  const network =
    "A proxy or a gateway may have answered instead of Microsoft Graph: check the network and contoso:graphEndpoint.";

  test.each([200, 302, 403, 404, 409, 502])("is not told to be Graph's, and gives none of its advice: %s", (status) => {
    expect(explained({ status, ...page })).toBe(
      `creating VPP token vpp@contoso.example failed: HTTP ${status} without an error of Microsoft Graph's: ${page.graphMessage}. ${network}`,
    );
  });

  test("is no reason to take an entity out of the state", () => {
    const text = explain(new GraphFailure({ status: 404, ...page }), {
      doing: "updating",
      subject: "the VPP token 1",
      permissions: [],
      namespace: "intune",
    });
    expect(text).not.toMatch(/no longer in Intune|refresh/);
  });

  test("may be throttling (503), or a credential that isn't accepted (401)", () => {
    expect(explained({ status: 503, ...page })).toMatch(/try again in a few minutes/);
    expect(explained({ status: 401, ...page })).toMatch(
      /A proxy or a gateway .* connection "contoso" was not accepted/,
    );
  });
});

test("says that a mistake of this package's is one", () => {
  expect(explained({ code: "InternalError", graphMessage: "TypeError: x is not a function" })).toBe(
    "creating VPP token vpp@contoso.example failed: internal error in pulumi-intune (please report it): TypeError: x is not a function.",
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
