import { explain, userErrorFor } from "../../../src/graph/errors/explain";
import { GraphError, type GraphErrorFacts } from "../../../src/graph/errors/graphError";

const explained = (facts: GraphErrorFacts): string =>
  explain(new GraphError(facts), {
    operation: "create",
    subject: "VPP token vpp@contoso.example",
    permissions: ["DeviceManagementServiceConfig.ReadWrite.All", "DeviceManagementApps.ReadWrite.All"],
    namespace: "contoso",
  });

test("names what failed, with the status, the code and Graph's own message", () => {
  expect(explained({ status: 400, code: "BadRequest", graphMessage: "The token is in use" })).toBe(
    "Creating VPP token vpp@contoso.example failed: Microsoft Graph answered 400 (BadRequest): The token is in use.",
  );
});

test("gives the ids that Microsoft's support asks for", () => {
  const ids = { requestId: "R", clientRequestId: "Q", date: "2026-11-21T07:00:00" };
  expect(explained({ status: 500, graphMessage: "Oops.", ...ids })).toMatch(
    /Oops\. For support: request-id R, client-request-id Q, 2026-11-21T07:00:00\.$/,
  );
});

test("names the permissions to grant, with admin consent, on 403", () => {
  expect(explained({ status: 403, code: "Forbidden", graphMessage: "No." })).toMatch(
    /permission DeviceManagementServiceConfig\.ReadWrite\.All or DeviceManagementApps\.ReadWrite\.All, with admin consent/,
  );
});

test("names the connection's credential and --run-program on 401", () => {
  const text = explained({ status: 401, graphMessage: "Who?" });
  expect(text).toMatch(/connection "contoso" was not accepted\. Check contoso:tenantId/);
  expect(text).toMatch(/`pulumi refresh` and `pulumi destroy` .*`--run-program`/);
});

test.each([429, 503])("reports throttling on %s", (status) => {
  expect(explained({ status, graphMessage: "Slow down." })).toMatch(/throttling .* Try again in a few minutes/);
});

test("gives no advice that belongs to another status", () => {
  const text = explained({ status: 400, graphMessage: "No." });
  expect(text).not.toMatch(/Grant|--run-program|throttling/);
});

test("says that no answer came when none did, and why", () => {
  expect(explained({ code: "TimedOut", graphMessage: "no answer within 100 s" })).toBe(
    "Creating VPP token vpp@contoso.example failed: no answer from Microsoft Graph: no answer within 100 s.",
  );
});

test("an answer without a status that is not what was asked for is called unexpected", () => {
  expect(explained({ kind: "unexpected", graphMessage: "the answer is not a token" })).toBe(
    "Creating VPP token vpp@contoso.example failed: unexpected answer from Microsoft Graph: the answer is not a token.",
  );
});

describe("an answer that isn't Graph's", () => {
  const page = {
    kind: "notGraph" as const,
    graphMessage: 'a web page with the title "Blocked" (from graph.microsoft.com)',
  };
  const network =
    "A proxy or a gateway may have answered instead of Microsoft Graph. Check the network and contoso:graphEndpoint.";

  test.each([200, 302, 403, 404, 409, 502])(
    "is not attributed to Graph, and gives none of its advice: %s",
    (status) => {
      expect(explained({ status, ...page })).toBe(
        `Creating VPP token vpp@contoso.example failed: HTTP ${status} without an error from Microsoft Graph: ${page.graphMessage}. ${network}`,
      );
    },
  );

  test("doesn't suggest to remove the entity from the state", () => {
    const text = explain(new GraphError({ status: 404, ...page }), {
      operation: "update",
      subject: "the VPP token 1",
      permissions: [],
      namespace: "intune",
    });
    expect(text).not.toMatch(/no longer in Intune|refresh/);
  });

  test("may be throttling (503), or a credential that isn't accepted (401)", () => {
    expect(explained({ status: 503, ...page })).toMatch(/Try again in a few minutes/);
    expect(explained({ status: 401, ...page })).toMatch(
      /A proxy or a gateway .* connection "contoso" was not accepted/,
    );
  });
});

test("doesn't mention Graph when signing in failed", () => {
  expect(explained({ kind: "signIn", graphMessage: "signing in failed: AADSTS1: No." })).toBe(
    "Creating VPP token vpp@contoso.example failed: signing in failed: AADSTS1: No.",
  );
});

test("includes the attempt summary and an unknown outcome", () => {
  const attemptSummary = "That was the last of 5 attempts in 31 s.";
  expect(explained({ status: 504, graphMessage: "Too slow.", attemptSummary, outcomeUnknown: true })).toBe(
    "Creating VPP token vpp@contoso.example failed: Microsoft Graph answered 504: Too slow. " +
      "That was the last of 5 attempts in 31 s. The operation might have completed.",
  );
});

test("userErrorFor: gives each failure its kind", () => {
  const kindOf = (facts: Partial<GraphErrorFacts>) =>
    userErrorFor(new GraphError({ graphMessage: "No.", ...facts }), {
      operation: { action: "revoking the licenses of" },
      subject: "the VPP token 1",
      permissions: [],
      namespace: "intune",
    }).kind;
  expect(kindOf({ kind: "signIn" })).toBe("signIn");
  expect(kindOf({ status: 401, code: "X" })).toBe("credential");
  expect(kindOf({ kind: "notGraph", status: 401 })).toBe("notGraph");
  expect(kindOf({ kind: "notGraph", status: 404 })).toBe("notGraph");
  expect(kindOf({ kind: "notGraph", status: 503 })).toBe("unanswered");
  expect(kindOf({ code: "ECONNRESET" })).toBe("unanswered");
  for (const status of [200, 408, 429, 500, 503]) expect(kindOf({ status, code: "X" })).toBe("unanswered");
  for (const status of [400, 403, 404, 409]) expect(kindOf({ status, code: "X" })).toBe("failed");
});
