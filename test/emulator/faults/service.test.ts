import { type Emulator, type EmulatorOptions, type RequestLog, startEmulator } from "../../../src/emulator";
import type { Json } from "../../../src/emulator/http/json";
import { type Answer, clientOf, tokens } from "../../support/client";
import { fakeClock } from "../../support/fakeClock";
import { newTokenText } from "../../support/tokenText";

const v1 = `/v1.0${tokens}`;
const running: Emulator[] = [];
afterEach(async () => {
  for (const emulator of running.splice(0)) await emulator.close();
});

async function start(options: EmulatorOptions = { faults: true }) {
  const seen: RequestLog[] = [];
  const emulator = await startEmulator({ ...options, onRequest: (request) => seen.push(request) });
  running.push(emulator);
  const control = async (method: string, rules?: Json | string) => {
    const answer = await fetch(`${emulator.url}/emulator/faults`, {
      method,
      ...(rules === undefined ? {} : { body: typeof rules === "string" ? rules : JSON.stringify(rules) }),
    });
    return { status: answer.status, text: await answer.text() };
  };
  return { emulator, seen, control, call: clientOf(emulator) };
}

/** An emulator that holds one token and obeys the rule from now on. */
async function failing(rule: Json, options?: EmulatorOptions) {
  const world = await start({ ...options, faults: true });
  const { id } = (await world.call("POST", v1, { token: newTokenText(), appleId: "a@b.c" })).body;
  expect((await world.control("POST", rule)).status).toBe(201);
  world.seen.length = 0;
  return { ...world, one: `${v1}/${id}`, create: () => world.call("POST", v1, { token: newTokenText() }) };
}

const idsIn = (answer: Answer) => (Array.isArray(answer.body.value) ? answer.body.value.map(({ id }) => id) : []);

describe("the control endpoint", () => {
  test("is off unless it is asked for, and says how to ask", async () => {
    const { control, call } = await start({});
    const refusal = await control("POST", { kind: "cut" });
    expect(refusal.status).toBe(404);
    expect(refusal.text).toContain("start the emulator with --faults");
    expect((await call("GET", v1)).status).toBe(200);
  });

  test("tells how many requests each rule has hit, and ends them all", async () => {
    const { control, call } = await failing({ kind: "status", status: 500, times: 3 });
    await control("POST", { kind: "latency", milliseconds: 1 });
    for (let i = 0; i < 2; i++) expect((await call("GET", v1)).status).toBe(500);
    expect(JSON.parse((await control("GET")).text)).toEqual({
      rules: [
        { kind: "status", status: 500, times: 3, hits: 2 },
        { kind: "latency", milliseconds: 1, hits: 0 },
      ],
    });
    expect((await control("DELETE")).status).toBe(204);
    expect((await call("GET", v1)).status).toBe(200);
    expect(JSON.parse((await control("GET")).text)).toEqual({ rules: [] });
  });

  test.each([
    [[{ kind: "cut" }, { kind: "nonsense" }], 'Rule 2 has the unknown kind \\"nonsense\\"'],
    ["[", "no JSON"],
    ["", "There is no rule"],
  ])("refuses %j whole", async (rules, sentence) => {
    const { control, call } = await start();
    const refusal = await control("POST", rules);
    expect(refusal.status).toBe(400);
    expect(refusal.text).toContain(sentence);
    expect((await call("GET", v1)).status).toBe(200);
  });

  test("is no part of Graph: it is in no record, and faults don't reach it", async () => {
    const { control, seen } = await failing({ kind: "cut", times: 9 });
    expect((await control("GET")).status).toBe(200);
    expect((await control("PUT")).status).toBe(405);
    expect(seen).toEqual([]);
  });
});

describe("errors", () => {
  test.each<[string, Json, Record<string, unknown>]>([
    ["a code of Graph's", {}, { code: "TooManyRequests" }],
    ["a code and a message of one's own", { code: "Mine", message: "No." }, { code: "Mine", message: "No." }],
    [
      "Intune's JSON in the message",
      { body: "intune", message: "No." },
      { message: expect.stringMatching(/"Message": "No\. - Op/) },
    ],
  ])("come with %s", async (_what, more, error) => {
    const { create, call } = await failing({ kind: "status", status: 429, ...(more as object) });
    const answer = await create();
    expect(answer.status).toBe(429);
    expect(answer.body.error).toMatchObject(error);
    expect(answer.body.error).toMatchObject({ innerError: { "request-id": answer.headers.get("request-id") } });
    expect(idsIn(await call("GET", v1))).toHaveLength(1);
  });

  test("may repeat what was sent, and may have no body at all", async () => {
    const { call } = await failing([
      { kind: "status", status: 400, message: "You sent {body}" },
      { kind: "status", status: 502, body: "none" },
    ]);
    expect((await call("POST", v1, { token: "$& it" })).body.error).toMatchObject({
      message: 'You sent {"token":"$& it"}',
    });
    const empty = await call("GET", v1);
    expect([empty.status, empty.text]).toEqual([502, ""]);
  });

  test.each([
    ["status", 304],
    ["htmlPage", 204],
    ["htmlPage", 205],
    ["htmlPage", 304],
  ])("have no body where there can't be one: %s with %i", async (kind, status) => {
    const { call } = await failing({ kind, status });
    const answer = await call("GET", v1);
    expect([answer.status, answer.text, answer.headers.get("content-type")]).toEqual([status, "", null]);
  });

  test.each<[Json, string | null]>([
    [{}, null],
    [{ retryAfter: 2 }, "2"],
    [{ retryAfter: 0.5 }, "0.5"],
    [{ retryAfter: "soon" }, "soon"],
    [{ retryAfterDate: 90 }, "Sat, 21 Nov 2026 08:01:30 GMT"],
  ])("say when to come back: %j", async (more, expected) => {
    const { call } = await failing(
      { kind: "status", status: 503, ...(more as object) },
      { now: fakeClock("by hand", "2026-11-21T08:00:00Z").now },
    );
    expect((await call("GET", v1)).headers.get("retry-after")).toBe(expected);
  });

  test("may come although all is done", async () => {
    const { create, call } = await failing({ kind: "status", status: 504, when: "after" });
    expect((await create()).status).toBe(504);
    expect(idsIn(await call("GET", v1))).toHaveLength(2);
  });

  test("may lead elsewhere", async () => {
    const { emulator } = await failing({ kind: "status", status: 302, location: "http://127.0.0.1:1/" });
    const answer = await fetch(`${emulator.url}${v1}`, { redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "http://127.0.0.1:1/"]);
  });

  test("may be a proxy's page", async () => {
    const { create, call } = await failing({ kind: "htmlPage" });
    const answer = await fetch(`${running[0]?.url}${v1}`, { method: "POST" });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(await answer.text()).toContain("<h1>");
    expect(idsIn(await call("GET", v1))).toHaveLength(1);
    expect((await create()).status).toBe(201);
  });
});

describe("a connection", () => {
  test.each([
    ["before", 1, 0],
    ["after", 2, 201],
    ["midway", 2, 201],
  ])("that is cut %s leaves %i tokens, and is recorded as %i", async (when, count, status) => {
    const { create, call, seen } = await failing({ kind: "cut", when });
    await expect(create()).rejects.toThrow();
    expect(seen.map((request) => request.status)).toEqual([status]);
    expect(idsIn(await call("GET", v1))).toHaveLength(count);
  });

  test("that is cut midway has brought half of an answer", async () => {
    const { emulator } = await failing({ kind: "cut", when: "midway" });
    const answer = await fetch(`${emulator.url}${v1}`, { headers: { authorization: "Bearer x" } });
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  test("may be slow and bring everything", async () => {
    const { call, one } = await failing({ kind: "slowBody", bytes: 100, milliseconds: 1 });
    expect((await call("GET", one)).body).toMatchObject({ appleId: "a@b.c" });
  });

  test("may stall for good, which doesn't keep the emulator from ending", async () => {
    const { emulator } = await failing({ kind: "slowBody", stallAfter: 20, milliseconds: 1 });
    const answer = await fetch(`${emulator.url}${v1}`, { headers: { authorization: "Bearer x" } });
    const first = await answer.body?.getReader().read();
    expect(String(Buffer.from(first?.value ?? "")).length).toBeLessThanOrEqual(20);
    await running.pop()?.close();
  });

  test("may be late, with everything done", async () => {
    const { create, call } = await failing({ kind: "latency", milliseconds: 5 });
    expect((await create()).status).toBe(201);
    expect(idsIn(await call("GET", v1))).toHaveLength(2);
  });
});

describe("an answer", () => {
  test("may stop in the middle of its JSON", async () => {
    const { emulator } = await failing({ kind: "truncatedBody" });
    const answer = await fetch(`${emulator.url}${v1}`, { headers: { authorization: "Bearer x" } });
    const text = await answer.text();
    expect(text).toMatch(/^\{"@odata/);
    expect(() => JSON.parse(text)).toThrow();
  });

  test("may be empty though all is done", async () => {
    const { create, call } = await failing({ kind: "emptyBody" });
    const answer = await create();
    expect([answer.status, answer.text]).toEqual([201, ""]);
    expect(idsIn(await call("GET", v1))).toHaveLength(2);
  });

  test("may have properties that it shouldn't, and lack others, in a list as well", async () => {
    const rule = {
      kind: "patch",
      set: { state: "fromTheFuture", extra: [1], appleId: null },
      remove: ["countryOrRegion"],
    };
    const { call, one } = await failing({ ...rule, times: 2 });
    const entity = (await call("GET", one)).body;
    const inList = (await call("GET", v1)).body.value;
    for (const answer of [entity, Array.isArray(inList) ? inList[0] : {}]) {
      expect(answer).toMatchObject({ state: "fromTheFuture", extra: [1], appleId: null });
      expect(answer).not.toHaveProperty("countryOrRegion");
      expect(answer).toHaveProperty("vppTokenAccountType", "business");
    }
    expect((await call("GET", one)).body).toMatchObject({ state: "valid", appleId: "a@b.c" });
  });

  test("may itself be changed instead of its entities", async () => {
    const { call } = await failing({ kind: "patch", of: "answer", set: { value: "none" } });
    expect((await call("GET", v1)).body.value).toBe("none");
  });

  test("keeps an error as it is when its entities are changed", async () => {
    const { call } = await failing({ kind: "patch", set: { appleId: null } });
    expect(Object.keys((await call("GET", `${v1}/nothing`)).body)).toEqual(["error"]);
  });

  test.each<[string, string, string]>([
    ["lowerCase", "Zoe\u0301@Contoso.example", "zoe\u0301@contoso.example"],
    ["upperCase", "Zoe@Contoso.example", "ZOE@CONTOSO.EXAMPLE"],
    ["NFC", "Zoe\u0301@Contoso.example", "Zo\u00e9@Contoso.example"],
    ["NFD", "Zo\u00e9@Contoso.example", "Zoe\u0301@Contoso.example"],
  ])("may spell names in %s, in lists and in answers to writes as well", async (as, sent, spelled) => {
    const { call, one } = await failing({ kind: "respell", names: ["appleId", "locationName"], as, times: 3 });
    expect((await call("PATCH", one, { appleId: sent })).body).toMatchObject({ appleId: spelled });
    expect((await call("GET", one)).body).toMatchObject({ appleId: spelled, organizationName: "Contoso" });
    expect((await call("GET", v1)).body.value).toMatchObject([{ appleId: spelled, organizationName: "Contoso" }]);
    expect((await call("GET", one)).body.appleId).toBe(sent);
  });

  test("may have ids in capitals, which are understood as well", async () => {
    const { call, one } = await failing({ kind: "respell", names: "id", as: "upperCase", path: "vppTokens$" });
    const id = one.replace(`${v1}/`, "");
    expect(idsIn(await call("GET", v1))).toEqual([id.toUpperCase()]);
    expect((await call("GET", `${v1}/${id.toUpperCase()}`)).body.id).toBe(id);
  });

  test("may be anything with any status, in place of what was asked or after it", async () => {
    const error = { error: { code: "InternalServerError", message: "No." } };
    const { create, call } = await failing([
      { kind: "answer", json: error },
      { kind: "answer", json: error, status: 201, when: "after" },
      { kind: "answer", status: 404, json: { message: "no Route matched with those values" } },
      { kind: "answer", status: 404, text: "404 page not found", contentType: "text/plain" },
      { kind: "answer", status: 404 },
    ]);
    const instead = await create();
    expect([instead.status, instead.body]).toEqual([200, error]);
    const after = await create();
    expect([after.status, after.body]).toEqual([201, error]);
    const json = await call("GET", v1);
    expect([json.status, json.body]).toEqual([404, { message: "no Route matched with those values" }]);
    const plain = await fetch(`${running[0]?.url}${v1}`);
    expect([plain.status, plain.headers.get("content-type"), await plain.text()]).toEqual([
      404,
      "text/plain",
      "404 page not found",
    ]);
    const empty = await call("GET", v1);
    expect([empty.status, empty.text]).toEqual([404, ""]);
    expect(idsIn(await call("GET", v1))).toHaveLength(2);
  });

  test("may be a list without the newest entity", async () => {
    const { call, create } = await failing({ kind: "hideNewest", method: "GET" });
    await create();
    expect(idsIn(await call("GET", v1))).toHaveLength(1);
    expect(idsIn(await call("GET", v1))).toHaveLength(2);
  });
});

describe("a list", () => {
  /** The ids of the pages, from the first on, as far as links lead but for at most so many. */
  async function pagesFrom({ call }: { call: ReturnType<typeof clientOf> }, most: number) {
    const pages: unknown[][] = [];
    const links: string[] = [];
    let next: unknown = v1;
    while (typeof next === "string" && pages.length < most) {
      links.push(next.replace(/^.*\/v1\.0/, "/v1.0"));
      const page: Answer = await call("GET", next);
      pages.push(idsIn(page));
      next = page.body["@odata.nextLink"];
    }
    return { pages, links, ended: next === undefined };
  }
  async function withTokens(rule: Json, options: EmulatorOptions) {
    const world = await start({ ...options, faults: true });
    const ids: unknown[] = [];
    for (let i = 0; i < 4; i++) ids.push((await world.call("POST", v1, { token: newTokenText() })).body.id);
    expect((await world.control("POST", rule)).status).toBe(201);
    return { ...world, ids };
  }
  const always = { kind: "nextLink", method: "GET", times: 1000 };

  test("may lead to the same page again and again", async () => {
    const world = await withTokens({ ...always, leads: "same" }, { pageSize: 2 });
    const { pages, links, ended } = await pagesFrom(world, 3);
    expect([pages, ended]).toEqual([Array(3).fill(world.ids.slice(0, 2)), false]);
    expect(new Set(links).size).toBe(1);
  });

  test("may lead from the last page to the first", async () => {
    const world = await withTokens({ ...always, leads: "first" }, { pageSize: 2 });
    const { pages, ended } = await pagesFrom(world, 4);
    const both = [world.ids.slice(0, 2), world.ids.slice(2)];
    expect([pages, ended]).toEqual([[...both, ...both], false]);
  });

  test("may never end, with another link each time", async () => {
    const world = await withTokens({ ...always, leads: "endless" }, { pageSize: 10 });
    const { pages, links, ended } = await pagesFrom(world, 5);
    expect([pages, ended]).toEqual([Array(5).fill(world.ids), false]);
    expect(new Set(links).size).toBe(5);
  });

  test("may have pages that overlap", async () => {
    const world = await withTokens({ ...always, leads: "overlap" }, { pageSize: 2 });
    const { pages, ended } = await pagesFrom(world, 9);
    const [a, b, c, d] = world.ids;
    expect([pages, ended]).toEqual([
      [
        [a, b],
        [b, c],
        [c, d],
      ],
      true,
    ]);
  });

  test("is left alone when it fits on one page, and so is an entity", async () => {
    const world = await withTokens({ ...always, leads: "overlap" }, { pageSize: 9 });
    expect((await pagesFrom(world, 9)).pages).toEqual([world.ids]);
    expect((await world.call("GET", `${v1}/${world.ids[0]}`)).body).not.toHaveProperty(["@odata.nextLink"]);
  });
});

describe("a swallowed request", () => {
  const swallow = { kind: "swallow" };

  test("is answered with the entity as it was, and not carried out", async () => {
    const { call, one } = await failing({ ...swallow, method: "PATCH" });
    const before = (await call("GET", one)).body;
    const answer = await call("PATCH", one, {
      appleId: "new",
      token: newTokenText({ expDate: "2029-05-01T10:00:00Z" }),
    });
    expect([answer.status, answer.body]).toEqual([200, before]);
    expect((await call("GET", one)).body).toEqual(before);
    expect((await call("PATCH", one, { appleId: "new" })).body.appleId).toBe("new");
  });

  test("may be answered as if it had been carried out", async () => {
    const { call, one } = await failing({ ...swallow, answers: "done", method: "PATCH" });
    const before = (await call("GET", one)).body;
    const answer = await call("PATCH", one, { appleId: "new" });
    expect(answer.body.appleId).toBe("new");
    expect(answer.body.lastModifiedDateTime).not.toBe(before.lastModifiedDateTime);
    expect((await call("GET", one)).body).toEqual(before);
  });

  test("creates, deletes and syncs nothing, and a refusal stays one", async () => {
    const { call, one, create } = await failing({ ...swallow, times: 5 });
    const before = (await call("GET", v1)).body.value;
    expect((await create()).status).toBe(201);
    expect((await call("DELETE", one)).status).toBe(204);
    expect((await call("POST", `${one}/syncLicenses`)).body.lastSyncStatus).toBe("completed");
    expect((await call("PATCH", one, { state: "valid" })).status).toBe(400);
    expect((await call("GET", v1)).body.value).toEqual(before);
  });
});

describe("stale reads", () => {
  test.each([
    ["lists", 1, 200],
    ["entities", 2, 404],
  ])("may be of %s alone", async (of, listed, status) => {
    const clock = fakeClock("by hand", "2026-11-21T08:00:00Z");
    const { call, create } = await failing({ kind: "staleReads", of, milliseconds: 1000 }, { now: clock.now });
    const { id } = (await create()).body;
    const seen = async () => [idsIn(await call("GET", v1)).length, (await call("GET", `${v1}/${id}`)).status];
    expect(await seen()).toEqual([listed, status]);
    expect(await seen()).toEqual([listed, status]);
    clock.pass(1000);
    expect(await seen()).toEqual([2, 200]);
  });

  test("show the tenant before the write for so many reads", async () => {
    const { call, one } = await failing({ kind: "staleReads", reads: 2, method: "PATCH" });
    expect((await call("PATCH", one, { appleId: "new" })).body.appleId).toBe("new");
    const reads: unknown[] = [];
    for (let i = 0; i < 3; i++) reads.push((await call("GET", one)).body.appleId);
    expect(reads).toEqual(["a@b.c", "a@b.c", "new"]);
  });

  test("or for a while, in lists as well, and don't touch what is written", async () => {
    const clock = fakeClock("by hand", "2026-11-21T08:00:00Z");
    const { call, create } = await failing({ kind: "staleReads", milliseconds: 1000 }, { now: clock.now });
    const { id } = (await create()).body;
    expect(idsIn(await call("GET", v1))).toHaveLength(1);
    expect((await call("GET", `${v1}/${id}`)).status).toBe(404);
    expect((await call("PATCH", `${v1}/${id}`, { appleId: "new" })).status).toBe(200);
    clock.pass(1000);
    expect((await call("GET", `${v1}/${id}`)).body.appleId).toBe("new");
  });

  test("go together with another fault of the same request", async () => {
    const { call, create } = await failing({ kind: "staleReads", and: { kind: "cut", when: "after" } });
    await expect(create()).rejects.toThrow();
    expect(idsIn(await call("GET", v1))).toHaveLength(1);
    expect(idsIn(await call("GET", v1))).toHaveLength(2);
  });

  test("end with the rules", async () => {
    const { call, create, control } = await failing({ kind: "staleReads", reads: 9 });
    await create();
    await control("DELETE");
    expect(idsIn(await call("GET", v1))).toHaveLength(2);
  });
});
