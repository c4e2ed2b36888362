import { vppToken } from "../../src/definitions/vppToken";
import type { GraphEntities } from "../../src/graph/entities";
import { failureOf } from "../support/graphFailure";
import type { ScriptedAnswer, ScriptedServer } from "../support/scriptedServer";
import { closeServers, connectionTo, serverWith } from "./scripted";

afterEach(closeServers);

const connected = (server: ScriptedServer, attemptTimeoutMs = 10_000) =>
  connectionTo(server, { attemptTimeoutMs }).graph;
const entity = { id: "1", appleId: "vpp@contoso.example", state: "valid" };

test("a redirect is not followed, and the bearer isn't sent there", async () => {
  const elsewhere = await serverWith(() => ({ status: 200, body: { value: [] } }));
  const server = await serverWith(() => ({ status: 302, headers: { Location: elsewhere.url } }));
  const failure = await failureOf(connected(server).list(vppToken, "v1.0"));
  expect(failure.graphMessage).toMatch(/redirects to another address/);
  expect(elsewhere.seen).toEqual([]);
});

test("a next-page link to another host is refused, and the bearer isn't sent there", async () => {
  const elsewhere = await serverWith(() => ({ status: 200, body: { value: [] } }));
  const server = await serverWith(() => ({
    status: 200,
    body: { value: [entity], "@odata.nextLink": `${elsewhere.url}/v1.0/deviceAppManagement/vppTokens?$skiptoken=2` },
  }));
  const failure = await failureOf(connected(server).list(vppToken, "v1.0"));
  expect(failure.graphMessage).toContain(`points to ${elsewhere.url}`);
  expect(elsewhere.seen).toEqual([]);
});

test("a list whose pages repeat ends with an error", async () => {
  const server = await serverWith(({ headers }) => ({
    status: 200,
    body: { value: [], "@odata.nextLink": `http://${headers.host}/v1.0/deviceAppManagement/vppTokens?$skiptoken=2` },
  }));
  expect((await failureOf(connected(server).list(vppToken, "v1.0"))).graphMessage).toMatch(/not a list that ends/);
});

test("a service that doesn't answer is a timeout", async () => {
  const server = await serverWith(() => "be silent");
  const failure = await failureOf(connected(server, 100).list(vppToken, "v1.0"));
  expect(failure).toMatchObject({
    status: undefined,
    code: "TimedOut",
    graphMessage: `no answer within 0.1 s (${server.url})`,
  });
});

test("a broken connection is reported without what was sent over it", async () => {
  const server = await serverWith(() => "hang up");
  const failure = await failureOf(connected(server).create(vppToken, "v1.0", { token: "the-secret" }));
  expect(failure).toMatchObject({ status: undefined, graphMessage: expect.stringMatching(/broke off/) });
  expect(`${failure.message}${failure.stack}`).not.toMatch(/the-secret|a-bearer/);
});

test("a proxy's 404 page doesn't make an entity disappear, and Graph's 404 does", async () => {
  const page = await serverWith(() => ({
    status: 404,
    headers: { "Content-Type": "text/html" },
    body: "<html>no</html>",
  }));
  expect(await failureOf(connected(page).get(vppToken, "v1.0", "1"))).toMatchObject({ status: 404 });
  expect(await failureOf(connected(page).delete(vppToken, "v1.0", "1"))).toMatchObject({ status: 404 });
  const graph = await serverWith(() => ({
    status: 404,
    body: { error: { code: "ResourceNotFound", message: "No." } },
  }));
  expect(await connected(graph).get(vppToken, "v1.0", "1")).toBeUndefined();
});

const foreign = {
  "nothing in it": "",
  "a web page": "<html><head><title>Blocked by Contoso</title></head></html>",
  "an error that is a text": { error: "not_found" },
  "an error without a code": { error: {} },
  "JSON of a gateway's": { statusCode: 404, message: "Resource not found" },
  "half of Graph's error": '{"error":{"code":"ResourceNotFound","message":"No',
};

test.each(Object.entries(foreign))(
  "a 404 with %s doesn't mean that the entity is gone, and names who answered",
  async (_what, body) => {
    const server = await serverWith(() => ({ status: 404, body }));
    const { graph } = connectionTo(server);
    const { host } = new URL(server.url);
    for (const call of [graph.get(vppToken, "v1.0", "1"), graph.delete(vppToken, "v1.0", "1")]) {
      const failure = await failureOf(call);
      expect(failure).toMatchObject({ status: 404, kind: "notGraph", outcomeUnknown: false });
      expect(failure.graphMessage).toContain(`(from ${host})`);
    }
    expect(server.seen).toHaveLength(2);
  },
);

test.each([
  ["BadRequest", "Resource not found for the segment 'vppTokens'."],
  ["404", "Not found."],
  ["TenantNotFound", "No such tenant."],
  ["InvalidResourceType", "No such type."],
  ["ResourceNotFound", "No OData route exists that match template ~/singleton/navigation/key with http verb GET."],
])("a 404 with the error %s doesn't mean that the entity is gone", async (code, message) => {
  const server = await serverWith(() => ({ status: 404, body: { error: { code, message } } }));
  const { graph } = connectionTo(server);
  for (const call of [graph.get(vppToken, "v1.0", "1"), graph.delete(vppToken, "v1.0", "1")]) {
    expect(await failureOf(call)).toMatchObject({ status: 404, code });
  }
});

test.each(["NotFound", "ResourceNotFound", "itemNotFound", "Request_ResourceNotFound", "UnknownError"])(
  "a 404 with the error %s means that the entity is gone",
  async (code) => {
    const server = await serverWith(() => ({ status: 404, body: { error: { code, message: "" } } }));
    expect(await connected(server).get(vppToken, "v1.0", "1")).toBeUndefined();
    expect(await connected(server).delete(vppToken, "v1.0", "1")).toBe("was already gone");
  },
);

test("a web page is described by its title", async () => {
  const server = await serverWith(() => ({ status: 404, body: foreign["a web page"] }));
  const failure = await failureOf(connected(server).get(vppToken, "v1.0", "1"));
  expect(failure.graphMessage).toContain('a web page with the title "Blocked by Contoso"');
});

test.each([400, 401, 403, 410, 500])(
  "only a 404 means that an entity doesn't exist, and %s doesn't",
  async (status) => {
    const server = await serverWith(() => ({ status, body: { error: { code: "X", message: "Y" } } }));
    expect(await failureOf(connected(server).get(vppToken, "v1.0", "1"))).toMatchObject({ status });
  },
);

test.each([
  ["an array", []],
  ["a text", '"text"'],
  ["an object without an id", {}],
  ["an empty id", { id: "" }],
  ["no JSON", "<html></html>"],
])("an entity that is %s is refused", async (_what, body) => {
  const server = await serverWith(() => ({ status: 200, body }));
  await failureOf(connected(server).get(vppToken, "v1.0", "1"));
  await failureOf(connected(server).list(vppToken, "v1.0"));
});

test.each<[string, { status: number; body?: unknown }]>([
  ["no body", { status: 204 }],
  ["an error in it", { status: 200, body: { error: { code: "BadRequest", message: "The token is not valid." } } }],
  ["JSON of somebody else's", { status: 200, body: { login: "required" } }],
  ["JSON of somebody else's that has the id", { status: 200, body: { id: "1", appleId: "vpp@contoso.example" } }],
])("update: a success with %s proves nothing, and gives no entity", async (_what, answer) => {
  const server = await serverWith(() => answer);
  expect(await connected(server).update(vppToken, "v1.0", "1", {})).toBeUndefined();
});

describe("an answer with another entity in it", () => {
  const other = { status: 200, body: { id: "2", appleId: "vpp@contoso.example" } };

  test("is not taken for the one that was asked for", async () => {
    const server = await serverWith(() => other);
    const { graph } = connectionTo(server);
    const failure = await failureOf(graph.get(vppToken, "v1.0", "1"));
    expect(failure).toMatchObject({ status: 200, graphMessage: expect.stringContaining("is not the entity 1") });
    const acted = graph.act(vppToken, "v1.0", "1", "syncLicenses");
    expect(await failureOf(acted)).toMatchObject({ outcomeUnknown: true });
  });

  test("doesn't confirm an update", async () => {
    const server = await serverWith(() => other);
    expect(await connected(server).update(vppToken, "v1.0", "1", {})).toBeUndefined();
  });

  test("is accepted when its id differs in case only", async () => {
    const answered = { "@odata.context": "https://x", id: "ABC-1" };
    const server = await serverWith(() => ({ status: 200, body: answered }));
    const { graph } = connectionTo(server);
    expect(await graph.get(vppToken, "v1.0", "abc-1")).toEqual(answered);
    expect(await graph.update(vppToken, "v1.0", "abc-1", {})).toEqual(answered);
    expect(await graph.act(vppToken, "v1.0", "abc-1", "syncLicenses")).toEqual(answered);
  });
});

describe("a success with an error in it is a failure", () => {
  const calls = {
    get: (graph: GraphEntities) => graph.get(vppToken, "v1.0", "1"),
    list: (graph: GraphEntities) => graph.list(vppToken, "v1.0"),
    create: (graph: GraphEntities) => graph.create(vppToken, "v1.0", { token: "the-secret" }),
    delete: (graph: GraphEntities) => graph.delete(vppToken, "v1.0", "1"),
    act: (graph: GraphEntities) => graph.act(vppToken, "v1.0", "1", "syncLicenses"),
  };

  test.each(Object.entries(calls))("of %s, with Graph's words and without the secret", async (name, call) => {
    const message = "The token 'the-secret' is not valid.";
    const server = await serverWith(() => ({ status: 200, body: { error: { code: "BadRequest", message } } }));
    const failure = await failureOf(call(connected(server)));
    expect(failure).toMatchObject({ status: 200, code: "BadRequest", answeredByGraph: true });
    expect(failure.graphMessage).toMatch(/^The token '.*' is not valid\.$/);
    if (name === "create") expect(failure.graphMessage).not.toContain("the-secret");
    expect(failure.outcomeUnknown).toBe(name !== "get" && name !== "list");
  });

  test("also when the error isn't Graph's, and the answer looks like the entity", async () => {
    const server = await serverWith(() => ({ status: 200, body: { ...entity, error: "login required" } }));
    const failure = await failureOf(connected(server).get(vppToken, "v1.0", "1"));
    expect(failure).toMatchObject({ status: 200, kind: "notGraph", graphMessage: expect.stringContaining("login") });
  });
});

describe("a delete that is answered with something other than Graph's 204", () => {
  const notFound = { status: 404, body: { error: { code: "ResourceNotFound", message: "No." } } };
  const found = { status: 200, body: entity };
  const others: [string, ScriptedAnswer][] = [
    ["JSON of somebody else's", { status: 200, body: { login: "required" } }],
    ["an HTML page", { status: 200, body: "<html></html>" }],
    ["an empty body", { status: 200 }],
    ["an empty 202", { status: 202 }],
    ["the entity", found],
  ];
  /** Deletes with these answers to the DELETE requests, the last one ever after, and `look` to each GET. */
  const deletion = async (answers: readonly ScriptedAnswer[], look: ScriptedAnswer) => {
    const left = [...answers];
    const server = await serverWith(({ method }) => {
      const answer = method === "DELETE" ? (left.length > 1 ? left.shift() : left[0]) : look;
      return answer ?? "hang up";
    });
    const outcome = await connected(server)
      .delete(vppToken, "v1.0", "1")
      .catch((error: unknown) => error);
    return { outcome, asked: server.seen.map(({ method }) => method) };
  };

  test.each(others)("%s: is confirmed when Graph doesn't find the entity afterward", async (_what, answer) => {
    expect(await deletion([answer], notFound)).toEqual({ outcome: "deleted", asked: ["DELETE", "GET"] });
  });

  test.each(others)("%s: is sent again while Graph finds the entity", async (_what, answer) => {
    const asked = ["DELETE", "GET", "DELETE"];
    expect(await deletion([answer, { status: 204 }], found)).toEqual({ outcome: "deleted", asked });
    // What a GET finds may lag behind.
    expect(await deletion([answer, notFound], found)).toEqual({ outcome: "deleted", asked });
  });

  test.each(others)("%s: fails when it is answered so every time", async (_what, answer) => {
    const { outcome, asked } = await deletion([answer], found);
    expect(outcome).toMatchObject({ name: "GraphError", outcomeUnknown: true });
    expect(asked).toEqual(["DELETE", "GET", "DELETE", "GET", "DELETE", "GET"]);
  });

  test.each<[string, ScriptedAnswer]>([
    ["refuses the read", { status: 403, body: { error: { code: "Forbidden", message: "No." } } }],
    ["isn't who answers the read", { status: 200, body: { login: "required" } }],
  ])("fails when Graph %s", async (_what, look) => {
    const { outcome, asked } = await deletion([{ status: 200 }], look);
    expect(outcome).toMatchObject({ name: "GraphError", outcomeUnknown: true });
    expect(asked).toEqual(["DELETE", "GET"]);
  });
});

test.each<[string, ScriptedAnswer, boolean]>([
  ["JSON of somebody else's", { status: 200, body: { login: "required" } }, false],
  ["JSON of somebody else's that has the id", { status: 200, body: { id: "1" } }, false],
  ["JSON of somebody else's that has a value", { status: 200, body: { value: "ok" } }, false],
  ["a text", { status: 200, body: '"ok"' }, false],
  ["an object with nothing in it", { status: 200, body: {} }, false],
  ["an HTML page", { status: 200, body: "<html></html>" }, false],
  ["200 and an empty body", { status: 200 }, false],
  ["204", { status: 204 }, true],
  ["no entity, as OData has it", { status: 200, body: { "@odata.context": "https://x", value: null } }, true],
])("an action that is answered with %s", async (_what, answer, isDone) => {
  const server = await serverWith(() => answer);
  const call = connected(server).act(vppToken, "v1.0", "1", "syncLicenses");
  if (isDone) expect(await call).toBeUndefined();
  else expect(await failureOf(call)).toMatchObject({ status: 200, outcomeUnknown: true });
});

test.each<[string, object, boolean]>([
  ["only an id", { id: "1" }, false],
  ["an id and what was sent", { id: "1", appleId: "vpp@contoso.example" }, false],
  ["what the service sets", { id: "1", state: "valid" }, true],
  ["annotations", { "@odata.context": "https://x", id: "1" }, true],
])("a create that is answered with %s", async (_what, body, isDone) => {
  const server = await serverWith(() => ({ status: 201, body }));
  const call = connected(server).create(vppToken, "v1.0", { token: "the-secret" });
  if (isDone) expect(await call).toEqual(body);
  else expect(await failureOf(call)).toMatchObject({ outcomeUnknown: true, answeredByGraph: false });
  expect(server.seen).toHaveLength(1);
});

describe("a list", () => {
  const listed = (id: string, appleId: string) => ({ id, appleId });
  const linkTo = (host: string | undefined, page: number | string) =>
    `http://${host}/v1.0/deviceAppManagement/vppTokens?$skiptoken=${page}`;

  test("whose pages overlap counts an entity once, as the first page has it", async () => {
    const server = await serverWith(({ headers }, index) =>
      index === 0
        ? {
            status: 200,
            body: { value: [listed("a", "1"), listed("b", "2")], "@odata.nextLink": linkTo(headers.host, 2) },
          }
        : { status: 200, body: { value: [listed("B", "3"), listed("c", "4"), listed("c", "5")] } },
    );
    expect(await connected(server).list(vppToken, "v1.0")).toEqual([
      listed("a", "1"),
      listed("b", "2"),
      listed("c", "4"),
    ]);
  });

  test.each(["list", "callFunction"] as const)("that never ends is read for 1,000 pages (%s)", async (call) => {
    const server = await serverWith(({ headers }, index) => ({
      status: 200,
      body: { value: [listed(`${index}`, "1")], "@odata.nextLink": linkTo(headers.host, index) },
    }));
    const graph = connected(server);
    const failure = await failureOf(
      call === "list" ? graph.list(vppToken, "v1.0") : graph.callFunction(vppToken, "v1.0", "f()"),
    );
    expect(failure.graphMessage).toMatch(/^the list did not end after 1,000 pages/);
    expect(server.seen).toHaveLength(1000);
  });

  test("of 1,000 pages is read to its end", async () => {
    const server = await serverWith(({ headers }, index) => ({
      status: 200,
      body: {
        value: [listed(`${index}`, "1")],
        ...(index < 999 ? { "@odata.nextLink": linkTo(headers.host, index) } : {}),
      },
    }));
    expect(await connected(server).list(vppToken, "v1.0")).toHaveLength(1000);
  });
});

describe("a bearer that the service echoes", () => {
  const long = "an-opaque-bearer-0123456789-of-some-length";

  test.each([
    ["as it is", (header: string) => header],
    ["in part", (header: string) => header.slice(-20)],
    ["in an address", (header: string) => `https://x/?t=${encodeURIComponent(header)}`],
  ])("is redacted %s", async (_how, echo) => {
    const server = await serverWith(({ headers }) => {
      const code = echo(headers.authorization ?? "");
      return { status: 400, headers: { "request-id": code }, body: { error: { code, message: `Bad: ${code}` } } };
    });
    const { graph } = connectionTo(server, {}, long);
    const failure = await failureOf(graph.list(vppToken, "v1.0"));
    const text = JSON.stringify([failure, failure.message, failure.stack]);
    expect(text).toContain("[secret]");
    for (let at = 0; at + 16 <= long.length; at++) expect(text).not.toContain(long.slice(at, at + 16));
  });

  test("is redacted in a page's title, too", async () => {
    const server = await serverWith(({ headers }) => ({
      status: 403,
      body: `<html><title>${headers.authorization}</title></html>`,
    }));
    const failure = await failureOf(connected(server).list(vppToken, "v1.0"));
    expect(failure.graphMessage).toContain('"Bearer [secret]"');
  });
});

test("a VPP token that the service echoes is redacted", async () => {
  const server = await serverWith(({ body }) => ({
    status: 400,
    body: { error: { code: "BadRequest", message: body } },
  }));
  const failure = await failureOf(connected(server).create(vppToken, "v1.0", { token: "the-secret" }));
  expect(failure.graphMessage).toContain("[secret]");
  expect(failure.message).not.toContain("the-secret");
});
