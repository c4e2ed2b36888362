import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmulatorOptions, type RequestLog, startEmulator } from "../../../src/emulator";
import type { JsonObject } from "../../../src/emulator/http/json";
import { type Answer, tokens } from "../../support/client";
import { emulatorsOfTest } from "../../support/emulators";
import { fakeClock } from "../../support/fakeClock";
import { newTokenText } from "../../support/tokenText";

const v1 = `/v1.0${tokens}`;
const beta = `/beta${tokens}`;

const start = emulatorsOfTest();

const idsIn = (answer: Answer) => (Array.isArray(answer.body.value) ? answer.body.value.map(({ id }) => id) : []);

describe("the life of a token", () => {
  test("a new token is answered whole, derived from its text, and without the text", async () => {
    const { call, emulator } = await start({ now: fakeClock("by hand", "2026-11-21T08:00:00Z").now });
    const token = newTokenText({ location: "London" });
    const created = await call("POST", v1, { "@odata.type": "#microsoft.graph.vppToken", token, appleId: "a@b.c" });
    expect(created.status).toBe(201);
    expect(created.body).toEqual({
      "@odata.context": `${emulator.url}/v1.0/$metadata#deviceAppManagement/vppTokens/$entity`,
      "@odata.type": "#microsoft.graph.vppToken",
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      organizationName: "Contoso",
      vppTokenAccountType: "business",
      appleId: "a@b.c",
      token: null,
      automaticallyUpdateApps: false,
      countryOrRegion: null,
      expirationDateTime: "2027-05-01T17:00:00Z",
      state: "valid",
      lastSyncDateTime: "2026-11-21T08:00:00.0000000Z",
      lastSyncStatus: "completed",
      lastModifiedDateTime: "2026-11-21T08:00:00.0000000Z",
    });
    const read = await call("GET", `${v1}/${created.body.id}`);
    expect(read.status).toBe(200);
    expect(read.body).toEqual(created.body);
    const inBeta = await call("GET", `${beta}/${created.body.id}`);
    expect(inBeta.body).toMatchObject({ locationName: "London", displayName: null, roleScopeTagIds: ["0"] });
    expect(created.text + read.text + inBeta.text).not.toContain(token);
  });

  test("a change touches only what was sent, and moves lastModifiedDateTime", async () => {
    const { call } = await start({ now: fakeClock("by hand", "2026-11-21T08:00:00Z").now });
    const created = await call("POST", beta, { token: newTokenText(), displayName: "London" });
    const changed = await call("PATCH", `${v1}/${created.body.id}`, { countryOrRegion: "gb" });
    expect(changed.status).toBe(200);
    const read = await call("GET", `${beta}/${created.body.id}`);
    expect(read.body).toEqual({
      ...created.body,
      countryOrRegion: "gb",
      lastModifiedDateTime: changed.body.lastModifiedDateTime,
    });
    expect(String(changed.body.lastModifiedDateTime) > String(created.body.lastModifiedDateTime)).toBe(true);
  });

  test("a renewed token moves the expiry and leaves everything else", async () => {
    const { call } = await start();
    const { id } = (await call("POST", v1, { token: newTokenText(), appleId: "a@b.c" })).body;
    const renewed = await call("PATCH", `${v1}/${id}`, { token: newTokenText({ expDate: "2028-05-01T10:00:00Z" }) });
    expect(renewed.body).toMatchObject({ id, appleId: "a@b.c", expirationDateTime: "2028-05-01T10:00:00Z" });
  });

  describe("the organization", () => {
    const mine = { organizationName: "Mine" };
    async function named(options: EmulatorOptions = {}) {
      const { call } = await start(options);
      const token = newTokenText();
      const created = (await call("POST", v1, { token, ...mine })).body;
      const name = async (body: JsonObject) => (await call("PATCH", `${v1}/${created.id}`, body)).body.organizationName;
      return { created, name, token };
    }

    test("is the token's until the administrator names one, and the token's again when another one is uploaded", async () => {
      const { created, name, token } = await named();
      expect(created.organizationName).toBe("Mine");
      expect(await name({ token })).toBe("Mine");
      expect(await name({ token: newTokenText({ orgName: "Fabrikam" }) })).toBe("Fabrikam");
      expect(await name(mine)).toBe("Mine");
      expect(await name({ automaticallyUpdateApps: true })).toBe("Mine");
    });

    test("is what the body of the upload says, unless the token is to win", async () => {
      const upload = () => ({ token: newTokenText({ orgName: "Fabrikam" }), ...mine });
      expect(await (await named()).name(upload())).toBe("Mine");
      const renewal = await named({ organizationFromToken: "on renewal" });
      expect([renewal.created.organizationName, await renewal.name(upload())]).toEqual(["Mine", "Fabrikam"]);
      expect(await renewal.name(mine)).toBe("Mine");
      const always = await named({ organizationFromToken: "always" });
      expect([always.created.organizationName, await always.name(upload())]).toEqual(["Contoso", "Fabrikam"]);
    });
  });

  test.each([[[]], [null]])("scope tags that are sent as %j are the default one", async (none) => {
    const { call } = await start();
    const created = await call("POST", beta, { token: newTokenText(), roleScopeTagIds: ["3"] });
    const changed = await call("PATCH", `${beta}/${created.body.id}`, { roleScopeTagIds: none });
    expect([changed.status, changed.body.roleScopeTagIds]).toEqual([200, ["0"]]);
    const read = await call("GET", `${beta}/${created.body.id}`);
    expect(read.body.roleScopeTagIds).toEqual(["0"]);
  });

  describe("a property that is set at creation only", () => {
    const name = "appleDeviceAppDeliveryProtocolType";

    test("is kept, or has its default, and may be sent again as it is", async () => {
      const { call } = await start();
      const plain = await call("POST", beta, { token: newTokenText() });
      expect(plain.body[name]).toBe("default");
      const chosen = await call("POST", beta, { token: newTokenText(), [name]: "declarativeDeviceManagement" });
      expect(chosen.body[name]).toBe("declarativeDeviceManagement");
      for (const { body } of [plain, chosen]) {
        const same = await call("PATCH", `${beta}/${body.id}`, { [name]: String(body[name]) });
        expect([same.status, same.body[name]]).toEqual([200, body[name]]);
      }
    });

    test("can't be changed, and nothing else of such a request is", async () => {
      const { call } = await start();
      const { id } = (await call("POST", beta, { token: newTokenText() })).body;
      const body = { [name]: "mobileDeviceManagement", displayName: "London" };
      const refused = await call("PATCH", `${beta}/${id}`, body);
      expect(refused.status).toBe(400);
      expect(refused.body.error).toMatchObject({
        code: "BadRequest",
        message: expect.stringContaining(`'${name}' cannot be modified`),
      });
      expect((await call("GET", `${beta}/${id}`)).body).toMatchObject({ [name]: "default", displayName: null });
    });

    test.each([
      ["v1.0", "default"],
      ["beta", "unknownFutureValue"],
    ])("is refused in %s as %s", async (version, value) => {
      const { call } = await start();
      const refused = await call("POST", `/${version}${tokens}`, { token: newTokenText(), [name]: value });
      expect(refused.status).toBe(400);
      expect(refused.text).toContain(name);
    });
  });

  test("an id is found in either case, and answered as it is", async () => {
    const { call } = await start();
    const { id } = (await call("POST", v1, { token: newTokenText() })).body;
    const path = `${v1}/${String(id).toUpperCase()}`;
    expect((await call("GET", path)).body.id).toBe(id);
    expect((await call("PATCH", path, { appleId: "new" })).body).toMatchObject({ id, appleId: "new" });
    expect((await call("DELETE", path)).status).toBe(204);
    expect(idsIn(await call("GET", v1))).toEqual([]);
  });

  test("a token is expired once its expiry has passed", async () => {
    const clock = fakeClock("by hand", "2027-05-01T16:59:59Z");
    const { call } = await start({ now: clock.now });
    const created = await call("POST", v1, { token: newTokenText() });
    expect(created.body.state).toBe("valid");
    clock.pass(1000);
    expect((await call("GET", `${v1}/${created.body.id}`)).body.state).toBe("expired");
  });

  test("a deleted token is gone", async () => {
    const { call } = await start();
    const { id } = (await call("POST", v1, { token: newTokenText() })).body;
    const deleted = await call("DELETE", `${v1}/${id}`);
    expect([deleted.status, deleted.text]).toEqual([204, ""]);
    for (const method of ["GET", "PATCH", "DELETE"]) {
      const answer = await call(method, `${v1}/${id}`, method === "PATCH" ? {} : undefined);
      expect([method, answer.status]).toEqual([method, 404]);
      expect(answer.body.error).toMatchObject({ code: "ResourceNotFound" });
    }
    expect(idsIn(await call("GET", v1))).toEqual([]);
  });
});

describe("lists", () => {
  test("come in pages that hold every token once, in the order of creation", async () => {
    const { call } = await start({ pageSize: 2 });
    const ids: unknown[] = [];
    for (let i = 0; i < 5; i++) ids.push((await call("POST", v1, { token: newTokenText() })).body.id);
    const pages: unknown[][] = [];
    let next: unknown = `${v1}?$select=id&$count=true`;
    while (typeof next === "string") {
      const page = await call("GET", next);
      expect(page.body["@odata.count"]).toBe(5);
      pages.push(idsIn(page));
      next = page.body["@odata.nextLink"];
    }
    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
  });

  test("honor $top and $select", async () => {
    const { call, emulator } = await start();
    for (let i = 0; i < 3; i++) await call("POST", v1, { token: newTokenText() });
    const page = await call("GET", `${v1}?$top=1&$select=id,state`);
    expect(page.body).toEqual({
      "@odata.context": `${emulator.url}/v1.0/$metadata#deviceAppManagement/vppTokens`,
      "@odata.nextLink": expect.stringContaining("$skiptoken="),
      value: [{ "@odata.type": "#microsoft.graph.vppToken", id: expect.any(String), state: "valid" }],
    });
  });
});

describe("refusals", () => {
  test("name the request, also as the client called it", async () => {
    const { call } = await start();
    const answer = await call("GET", `${v1}/nothing`, undefined, { "client-request-id": "mine" });
    expect(answer.headers.get("client-request-id")).toBe("mine");
    expect(answer.body.error).toMatchObject({
      innerError: { "request-id": answer.headers.get("request-id"), "client-request-id": "mine" },
    });
    const fine = await call("GET", v1);
    expect(fine.headers.get("request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(fine.headers.get("client-request-id")).toBe(fine.headers.get("request-id"));
  });

  test("without a bearer nothing is told, not even that a route doesn't exist", async () => {
    const { call } = await start();
    for (const path of [v1, "/v1.0/nothing"]) {
      const answer = await call("GET", path, undefined, { authorization: "Basic abc" });
      expect(answer.status).toBe(401);
      expect(answer.body.error).toMatchObject({ code: "InvalidAuthenticationToken" });
    }
  });

  test.each([
    ["GET", "/v1.0/deviceAppManagement/nothing", 404],
    ["GET", `/v2.0${tokens}`, 404],
    ["GET", "/", 404],
    ["PUT", v1, 405],
    ["DELETE", v1, 405],
    ["PUT", `${v1}/x`, 405],
  ])("%s %s is answered with %i", async (method, path, status) => {
    const { call } = await start();
    const answer = await call(method, path);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({ code: expect.any(String), message: expect.any(String) });
  });

  test("a method that isn't allowed comes with those that are", async () => {
    const { call } = await start();
    expect((await call("PUT", `${v1}/x`)).headers.get("allow")).toBe("GET, PATCH, DELETE");
  });

  test.each([
    ["no JSON", '{"token": "secret-text'],
    ["a list", "[]"],
    ["nothing", ""],
    ["no token text", '{"token": "secret-text"}'],
    ["a property of beta", `{"token": "${newTokenText()}", "displayName": "x"}`],
    ["another type", `{"token": "${newTokenText()}", "@odata.type": "#microsoft.graph.iosVppApp"}`],
  ])("a body with %s changes nothing and is not quoted", async (_, body) => {
    const { call } = await start();
    const answer = await call("POST", v1, body);
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain("secret-text");
    expect(idsIn(await call("GET", v1))).toEqual([]);
  });

  test("a renewal with something that is no token leaves the entity as it was", async () => {
    const { call } = await start();
    const created = (await call("POST", v1, { token: newTokenText() })).body;
    expect((await call("PATCH", `${v1}/${created.id}`, { token: "x", appleId: "new" })).status).toBe(400);
    expect((await call("GET", `${v1}/${created.id}`)).body).toEqual(created);
  });
});

describe("the running emulator", () => {
  test("tells of every request once, with what was sent and how it ended", async () => {
    const seen: RequestLog[] = [];
    const { call } = await start({ onRequest: (request) => seen.push(request) });
    const token = newTokenText();
    await call("POST", `${beta}?x=1`, { token });
    await call("GET", "/nothing", undefined, { authorization: "" });
    await call("POST", v1, "{");
    expect(seen.map(({ headers, ...rest }) => rest)).toEqual([
      { method: "POST", url: `${beta}?x=1`, path: beta, version: "beta", body: { token }, status: 201 },
      { method: "GET", url: "/nothing", path: "/nothing", version: undefined, status: 401 },
      { method: "POST", url: v1, path: v1, version: "v1.0", status: 400 },
    ]);
    expect(seen[0]?.headers.authorization).toBe("Bearer test");
  });

  test("keeps the tenant in its data file, without any token", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    try {
      const data = join(folder, "tenant.json");
      const token = newTokenText({ token: "inner-secret" });
      const first = await start({ data });
      const created = await first.call("POST", beta, { token, displayName: "London" });
      await first.end();
      const kept = readFileSync(data, "utf8");
      expect(kept).toContain("London");
      for (const secret of [token, "inner-secret"]) expect(kept).not.toContain(secret);
      const second = await start({ data });
      expect((await second.call("GET", `${beta}/${created.body.id}`)).body).toEqual({
        ...created.body,
        "@odata.context": expect.stringContaining(second.emulator.url),
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("listens on this computer only, on the port it was given", async () => {
    const { emulator } = await start();
    expect(emulator.url).toBe(`http://127.0.0.1:${emulator.port}`);
    await expect(startEmulator({ port: emulator.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});
