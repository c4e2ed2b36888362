import { vppToken } from "../../../src/definitions/vppToken";
import { failureOf } from "../../support/graphFailure";
import { closeServers, inTurn, scripted } from "../scripted";

afterEach(closeServers);

const entity = { id: "1", appleId: "vpp@contoso.example", state: "valid" };
const graphError = { error: { code: "ServiceUnavailable", message: "Not now." } };
const throttles = (retryAfter?: string, status = 429) => ({
  status,
  body: graphError,
  ...(retryAfter === undefined ? {} : { headers: { "Retry-After": retryAfter } }),
});
const page = { status: 200, body: { value: [entity] } };
const cut = { status: 200, body: { value: [entity] }, ending: "cut" } as const;

describe("a throttled request", () => {
  test("is sent again, with an id of its own and the same body", async () => {
    const { graph, server } = await scripted(inTurn(throttles("0"), { status: 201, body: entity }));
    expect(await graph.create(vppToken, "v1.0", { appleId: "x" })).toEqual(entity);
    expect(server.seen).toHaveLength(2);
    expect(server.seen[0]?.body).toBe(server.seen[1]?.body);
    expect(new Set(server.seen.map(({ headers }) => headers["client-request-id"])).size).toBe(2);
  });

  test.each([
    ["a number of seconds", "7", 7],
    ["a fraction", "0.4", 0.4],
    ["a date", "Sat, 21 Nov 2026 07:00:09 GMT", 9],
  ])("waits for as long as the service asks by %s", async (_how, retryAfter, seconds) => {
    const { graph, clock } = await scripted(inTurn(throttles(retryAfter), page));
    await graph.list(vppToken, "v1.0");
    expect(clock.now().getTime() - Date.UTC(2026, 10, 21, 7)).toBe(seconds * 1000);
  });

  test("waits longer each time without a Retry-After, and fails with an attempt summary", async () => {
    const { graph, clock, server } = await scripted(() => throttles());
    const failure = await failureOf(graph.list(vppToken, "v1.0"));
    expect(clock.slept).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000]);
    expect(server.seen).toHaveLength(8);
    expect(failure).toMatchObject({ status: 429, attemptSummary: "That was the last of 8 attempts in 123 s." });
    expect(failure.message).toContain("8 attempts in 123 s");
  });

  test("doesn't wait for an hour, and reports the requested wait", async () => {
    const { graph, clock, server } = await scripted(() => throttles("3600"));
    const failure = await failureOf(graph.list(vppToken, "v1.0"));
    expect(failure.attemptSummary).toMatch(/asks to wait 3600 s, which exceeds the 300-second limit/);
    expect([server.seen.length, clock.slept.length]).toEqual([1, 0]);
  });

  test("ends within the call's time limit", async () => {
    const { graph, clock, server } = await scripted(() => throttles("300"), { operationTimeoutMs: 700_000 });
    const failure = await failureOf(graph.list(vppToken, "v1.0"));
    expect(server.seen).toHaveLength(3);
    expect(clock.now().getTime() - Date.UTC(2026, 10, 21, 7)).toBe(600_000);
    expect(failure.attemptSummary).toMatch(
      /last of 3 attempts in 600 s.*after a wait of 300 s.*exceed the call's limit of 700 s/,
    );
  });
});

describe("an idempotent call is sent again", () => {
  test.each([
    ["500", { status: 500, body: graphError }],
    ["502 of a proxy's", { status: 502, body: "<html></html>" }],
    ["504", { status: 504, body: graphError }],
    ["a connection that breaks off", "hang up"],
    ["silence", "be silent"],
  ] as const)("after %s", async (_what, trouble) => {
    const limits = { attemptTimeoutMs: 500 };
    const read = await scripted(inTurn(trouble, { status: 200, body: entity }), limits);
    expect(await read.graph.get(vppToken, "v1.0", "1")).toEqual(entity);
    const change = await scripted(inTurn(trouble, { status: 200, body: entity }), limits);
    expect(await change.graph.update(vppToken, "v1.0", "1", {})).toEqual(entity);
    expect(change.asked()).toEqual(["PATCH", "PATCH"]);
    const deletion = await scripted(inTurn(trouble, { status: 404, body: graphError }), limits);
    expect(await deletion.graph.delete(vppToken, "v1.0", "1")).toBe("was already gone");
    const action = await scripted(inTurn(trouble, { status: 200, body: entity }), limits);
    expect(await action.graph.act(vppToken, "v1.0", "1", "syncLicenses")).toEqual(entity);
    expect(action.asked()).toEqual(["POST", "POST"]);
  });

  test("five times, and then fails with an unknown outcome", async () => {
    const { graph, clock, server } = await scripted(() => "hang up");
    expect(await failureOf(graph.update(vppToken, "v1.0", "1", {}))).toMatchObject({
      status: undefined,
      outcomeUnknown: true,
      attemptSummary: "That was the last of 5 attempts in 15 s.",
    });
    expect([server.seen.length, clock.slept]).toEqual([5, [1000, 2000, 4000, 8000]]);
  });

  test("and a refusal after an attempt that may have succeeded leaves the outcome unknown", async () => {
    const { graph } = await scripted(inTurn("hang up", { status: 400, body: graphError }));
    expect(await failureOf(graph.update(vppToken, "v1.0", "1", {}))).toMatchObject({
      status: 400,
      outcomeUnknown: true,
    });
  });

  test("a service that isn't running is reported after five attempts", async () => {
    const { graph, server, clock } = await scripted(() => page);
    await server.close();
    const failure = await failureOf(graph.list(vppToken, "v1.0"));
    expect(failure).toMatchObject({
      code: "ECONNREFUSED",
      outcomeUnknown: false,
      attemptSummary: expect.stringMatching(/5 attempts/),
    });
    expect(clock.slept).toHaveLength(4);
  });
});

describe("a create", () => {
  test.each([
    ["500", { status: 500, body: graphError }],
    ["502", { status: 502, body: "<html></html>" }],
    ["504", { ...throttles("0", 504) }],
    ["a 503 of a proxy's", { status: 503, body: "<html></html>", headers: { "Retry-After": "0" } }],
    ["a 503 that says nothing of coming back", throttles(undefined, 503)],
    ["a 201 without the entity", { status: 201, body: {} }],
    ["a 201 without a body", { status: 201 }],
    ["a 201 of a proxy's", { status: 201, body: "<html></html>" }],
    ["a 201 that breaks off", { status: 201, body: entity, ending: "cut" }],
    ["a connection that breaks off", "hang up"],
    ["silence", "be silent"],
  ] as const)("that may have succeeded is not sent twice: %s", async (_what, trouble) => {
    const { graph, server } = await scripted(() => trouble, { attemptTimeoutMs: 500 });
    expect((await failureOf(graph.create(vppToken, "v1.0", {}))).outcomeUnknown).toBe(true);
    expect(server.seen).toHaveLength(1);
  });

  test("that Graph's gateway throttled is sent again", async () => {
    const { graph, server } = await scripted(
      inTurn(throttles("1", 503), throttles("1"), throttles(), { status: 201, body: entity }),
    );
    expect(await graph.create(vppToken, "v1.0", {})).toEqual(entity);
    expect(server.seen).toHaveLength(4);
  });

  test("that could not be sent is sent again, and its outcome is known", async () => {
    const { graph, server, clock } = await scripted(() => ({ status: 201, body: entity }));
    await server.close();
    expect(await failureOf(graph.create(vppToken, "v1.0", {}))).toMatchObject({ outcomeUnknown: false });
    expect(clock.slept).toHaveLength(4);
  });

  test("that was refused is not sent again, and its outcome is known", async () => {
    const { graph, server } = await scripted(() => ({ status: 400, body: graphError }));
    expect(await failureOf(graph.create(vppToken, "v1.0", {}))).toMatchObject({ status: 400, outcomeUnknown: false });
    expect(server.seen).toHaveLength(1);
  });
});

describe("an answer that can't be read", () => {
  const unreadable = [
    ["breaks off", cut],
    ["stalls", { ...cut, ending: "stalled" }],
    ["is no JSON", { status: 200, body: "<html></html>" }],
  ] as const;

  test.each(unreadable)("because it %s is requested again", async (_how, answer) => {
    const { graph, server } = await scripted(inTurn(answer, page), { attemptTimeoutMs: 500 });
    expect(await graph.list(vppToken, "v1.0")).toEqual([entity]);
    expect(server.seen).toHaveLength(2);
  });

  test.each(unreadable)("because it %s doesn't confirm an update, which is not sent twice", async (_how, answer) => {
    const { graph, asked } = await scripted(inTurn(answer, { status: 200, body: entity }), { attemptTimeoutMs: 500 });
    expect(await graph.update(vppToken, "v1.0", "1", {})).toBeUndefined();
    expect(asked()).toEqual(["PATCH"]);
  });

  test("isn't a 404 that removes an entity, even if it begins as one", async () => {
    const { graph } = await scripted(() => ({ status: 404, body: graphError, ending: "cut" }));
    expect(await failureOf(graph.get(vppToken, "v1.0", "1"))).toMatchObject({ status: 404, kind: "notGraph" });
  });
});

describe("a wait", () => {
  test("of more than ten seconds is announced with its reason", async () => {
    const { graph, said } = await scripted(inTurn(throttles("10"), throttles("10.5"), page));
    await graph.list(vppToken, "v1.0");
    expect(said).toEqual([
      "GET /deviceAppManagement/vppTokens: Microsoft Graph answered 429 (throttled). Waiting 11 s before attempt 3. " +
        "The service asked for this pause, and all other requests wait with it.",
    ]);
  });

  test("without a Retry-After is announced, too", async () => {
    const { graph, said } = await scripted(() => throttles(undefined, 503));
    await failureOf(graph.get(vppToken, "v1.0", "1"));
    expect(said).toHaveLength(3);
    expect(said[0]).toMatch(/\/vppTokens\/1: .* answered 503 .*Waiting 16 s before attempt 6\.$/);
  });

  test("for the network is announced as that", async () => {
    // A chance that no generator gives, for pauses of more than ten seconds within five attempts.
    const { graph, said } = await scripted(() => "hang up", { random: () => 3 });
    await failureOf(graph.list(vppToken, "v1.0"));
    expect(said[0]).toMatch(/no answer from Microsoft Graph \(the connection broke off/);
  });
});
