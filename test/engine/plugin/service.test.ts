import { vppToken } from "../../../src/definitions/vppToken";
import { unknownValue } from "../../../src/provider/propertyMap";
import { tokens } from "../../support/client";
import { emulatorsOfTest } from "../../support/emulators";
import { keptBy, outputOf, pluginsOfTest, secretOf, urnOf, type Wire } from "../../support/pluginClient";
import { newTokenText, tokenText } from "../../support/tokenText";

const startPlugin = pluginsOfTest();
const startEmulator = emulatorsOfTest();

const a = urnOf("a");
const [dated, written, applied] = ["expirationDateTime", "lastModifiedDateTime", "lastAppliedDateTime"] as const;

/** A provider beside an emulated tenant, with a record of the requests. */
async function serve(configuration: Wire = {}, options: Parameters<typeof startEmulator>[0] = {}) {
  const asked: string[] = [];
  const { emulator, call } = await startEmulator({
    ...options,
    onRequest: ({ method, path, headers }) => {
      if (headers.authorization !== "Bearer test") asked.push(`${method} ${path.split("/").slice(3).join("/")}`);
    },
  });
  const settings = { graphEndpoint: emulator.url, accessToken: "MARKED-BEARER", ...configuration };
  const { client, engine } = await startPlugin(settings);
  /** The requests since the last call, in short. */
  const requests = () => asked.splice(0);
  const liveOf = async (id: string) => (await call("GET", `/beta${tokens}/${id}`)).body;
  const change = (id: string, body: object) => call("PATCH", `/beta${tokens}/${id}`, body);
  const faults = (...rules: object[]) => call("POST", "/emulator/faults", rules);
  return { client, engine, call, change, emulator, faults, liveOf, requests };
}

describe("the provider", () => {
  test("shakes hands, with secrets, resources and outputs", async () => {
    const { client, engine } = await startPlugin();
    expect(await client.handshake(engine.address)).toMatchObject({
      acceptSecrets: true,
      acceptResources: true,
      acceptOutputs: true,
    });
    expect(await client.configure({})).toMatchObject({
      acceptsecrets: true,
      acceptoutputs: true,
      supportspreview: true,
    });
  });

  test("gives its version and its schema", async () => {
    const { client } = await startPlugin(undefined, { schema: '{"name": "intune"}' });
    expect(await client.version()).toBe("1.2.3");
    expect(JSON.parse(await client.schema())).toEqual({ name: "intune" });
  });

  test("logs to the engine that attached to it last", async () => {
    const { client, engine } = await serve({}, { faults: true });
    const { engine: second } = await startPlugin();
    await client.attach(second.address);
    const soon = tokenText({ expDate: new Date(Date.now() + 86_400_000).toISOString() });
    await client.deploy(a, { token: soon });
    expect(second.logged).toHaveLength(1);
    expect(engine.logged).toEqual([]);
  });

  test.each(["intune:index:Nothing", "random:index:RandomId"])("refuses the type %s by its name", async (type) => {
    const { client } = await startPlugin({});
    await expect(client.create(`urn:pulumi:dev::program::${type}::a`, {})).rejects.toMatchObject({
      details: expect.stringContaining(`no resource of the type ${type}`),
    });
  });
});

describe("check", () => {
  const text = newTokenText();

  test.each<[string, unknown]>([
    ["a plain string", text],
    ["a secret", secretOf(text)],
    ["an output", outputOf({ value: text })],
    ["a secret output", outputOf({ value: text, secret: true })],
  ])("the token comes back as a secret fingerprint: given as %s", async (_, token) => {
    const { client } = await startPlugin({});
    const { inputs, failures } = await client.check(a, { token });
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ token: secretOf(expect.stringMatching(/^sha256-\S+ 2027-05-01T\S+ Contoso$/)) });
    expect(client.answers.join()).not.toContain(text);
  });

  test.each<[string, unknown]>([
    ["unknown", unknownValue],
    ["an output that isn't known", outputOf({})],
    ["a secret that isn't known", secretOf(unknownValue)],
  ])("a token that is %s stays so, and is a secret", async (_, token) => {
    const { client } = await startPlugin({});
    expect(await client.check(a, { token })).toEqual({ inputs: { token: secretOf(unknownValue) }, failures: [] });
  });

  test.each<[string, Wire]>([
    ["missing", {}],
    ["null", { token: null }],
    ["a secret null", { token: secretOf(null) }],
  ])("a token that is %s is asked for", async (_, token) => {
    const { client } = await startPlugin({});
    const { failures } = await client.check(a, { ...token, appleId: "a@contoso.example" });
    expect(failures).toEqual([{ property: "", reason: "token is needed to create a VPP token: declare it" }]);
  });

  test.each<[string, Wire]>([
    ["isn't one", { token: "MARKED-TEXT" }],
    ["has expired", { token: tokenText({ token: "MARKED-TEXT", expDate: "2020-01-01T00:00:00Z" }) }],
    ["is no string", { token: ["MARKED-TEXT"] }],
    ["stands beside a source", { token: tokenText({ token: "MARKED-TEXT" }), tokenFrom: { env: "HOME" } }],
    ["stands beside an unknown argument", { token: tokenText({ token: "MARKED-TEXT" }), tokn: "MARKED-TEXT" }],
    ["is in the wrong place", { token: tokenText(), appleId: { token: secretOf("MARKED-TEXT") } }],
    [
      "is declared for a connection that can't be used",
      { token: tokenText({ token: "MARKED-TEXT" }), connection: "x" },
    ],
  ])("a token that %s: the failure names no property and no secret, and no answer holds the text", async (_, news) => {
    const { client } = await startPlugin({});
    const { failures } = await client.check(a, news);
    expect(failures.length).toBeGreaterThan(0);
    for (const { property } of failures) expect(property).toBe("");
    expect(JSON.stringify(failures)).not.toMatch(/MARKED/);
    const text = typeof news.token === "string" ? news.token : "MARKED-TEXT";
    expect(client.answers.join()).not.toContain(text);
  });

  test("a secret anywhere in a property keeps that property secret", async () => {
    const { client } = await startPlugin({});
    const { inputs } = await client.check(a, {
      token: text,
      appleId: secretOf("a@contoso.example"),
      roleScopeTagIds: [secretOf("1"), "2"],
      countryOrRegion: "gb",
    });
    expect(inputs).toMatchObject({
      appleId: secretOf("a@contoso.example"),
      roleScopeTagIds: secretOf(["1", "2"]),
      countryOrRegion: "gb",
    });
  });
});

describe("diff", () => {
  const declared = { appleId: "a@contoso.example", countryOrRegion: "gb" };
  const deployed = async () => {
    const served = await serve();
    const token = newTokenText();
    const stored = await served.client.deploy(a, { token, ...declared });
    served.requests();
    const diff = async (news: Wire) =>
      served.client.diff(a, stored, await served.client.checked(a, { token, ...declared, ...news }, stored.inputs));
    return { ...served, stored, token, diff };
  };

  test("nothing changed: no difference and no request", async () => {
    const { diff, requests } = await deployed();
    expect(await diff({})).toMatchObject({ changes: "none", detailed: {}, replaces: [] });
    expect(requests()).toEqual([]);
  });

  test("names what is added, changed and removed, and replaces nothing", async () => {
    const { diff } = await deployed();
    const answer = await diff({ appleId: null, countryOrRegion: "us", forceDestroy: true, token: newTokenText() });
    expect(answer).toEqual({
      changes: "some",
      replaces: [],
      deleteBeforeReplace: true,
      detailed: {
        token: ["UPDATE", true],
        appleId: ["DELETE", true],
        countryOrRegion: ["UPDATE", true],
        forceDestroy: ["ADD", true],
      },
    });
  });

  test("a difference of the live value alone isn't one of inputs", async () => {
    const { change, client, stored, token } = await deployed();
    await change(stored.id, { countryOrRegion: "de" });
    const live = await client.read(a, stored.id, stored);
    const inputs = await client.checked(a, { token, ...declared }, stored.inputs);
    // The engine compares a refreshed resource with its old inputs.
    const refreshed = { id: stored.id, outputs: live?.outputs ?? {}, inputs: stored.inputs };
    expect((await client.diff(a, refreshed, inputs)).detailed).toEqual({ countryOrRegion: ["UPDATE", false] });
    // With the live inputs it is one of them.
    expect((await client.diff(a, { ...refreshed, inputs: live?.inputs ?? {} }, inputs)).detailed).toEqual({
      countryOrRegion: ["UPDATE", true],
    });
  });

  test("a value that isn't known yet may be a change", async () => {
    const { diff } = await deployed();
    expect((await diff({ appleId: unknownValue })).detailed).toEqual({ appleId: ["UPDATE", true] });
  });
});

describe("create", () => {
  test("a preview knows what is declared, and nothing that the service sets", async () => {
    const { client, requests } = await serve();
    const inputs = await client.checked(a, { token: newTokenText(), appleId: "a@contoso.example" });
    const { id, outputs } = await client.create(a, inputs, { preview: true });
    expect(id).toBe("");
    expect(outputs.appleId).toBe("a@contoso.example");
    for (const name of [dated, written, applied, "state", "organizationName"]) expect(outputs[name]).toBe(unknownValue);
    expect(outputs).not.toHaveProperty("token");
    expect(requests()).toEqual(["GET vppTokens"]);
  });

  test("a preview tells of a token that is in the tenant already", async () => {
    const { call, client } = await serve();
    const token = newTokenText();
    const { body } = await call("POST", `/v1.0${tokens}`, { "@odata.type": vppToken.odataType, token });
    const inputs = await client.checked(a, { token });
    await expect(client.create(a, inputs, { preview: true })).rejects.toMatchObject({
      details: expect.stringMatching(new RegExp(`already exists in the tenant.*${body.id}`)),
    });
  });

  test.each([true, false])(
    "is refused without a token, though the check couldn't tell (preview: %p)",
    async (preview) => {
      const { client, requests } = await serve();
      const inputs = await client.checked(a, {});
      await expect(client.create(a, inputs, { preview })).rejects.toMatchObject({
        details: "token is needed to create a VPP token: declare it.",
      });
      expect(requests()).toEqual([]);
    },
  );

  test("a preview of a token that isn't known yet asks for nothing", async () => {
    const { client, requests } = await serve();
    const inputs = await client.checked(a, { token: unknownValue });
    expect((await client.create(a, inputs, { preview: true })).outputs[written]).toBe(unknownValue);
    expect(requests()).toEqual([]);
  });

  test("leaves one entity, with one list and one POST, and no token in the outputs", async () => {
    const { client, liveOf, requests } = await serve();
    const token = newTokenText();
    const { id, outputs } = await client.deploy(a, { token, appleId: "a@contoso.example" });
    expect(requests()).toEqual(["GET vppTokens", "POST vppTokens"]);
    const live = await liveOf(id);
    expect(outputs).toMatchObject({ appleId: "a@contoso.example", [dated]: live[dated], [written]: live[written] });
    expect(outputs[applied]).toBe(live[written]);
    expect(outputs).not.toHaveProperty("token");
    expect(client.answers.join()).not.toContain(token);
  });

  test("keeps an entity that Intune can't use, with the reasons; the next update asks again", async () => {
    const { client } = await serve();
    const inputs = await client.checked(a, { token: newTokenText({ externalMdm: true }) });
    const error: unknown = await client.create(a, inputs).catch((failed) => failed);
    const kept = keptBy(error);
    expect(kept).toMatchObject({ id: expect.stringMatching(/-/), inputs, outputs: { state: "assignedToExternalMDM" } });
    expect(kept.reasons).toEqual([expect.stringContaining("assignedToExternalMDM")]);
    expect(error).toMatchObject({ details: kept.reasons.join(" ") });
    const again: unknown = await client.update(a, kept, inputs).catch((failed) => failed);
    expect(keptBy(again)).toMatchObject({ id: kept.id, inputs });
  });
});

describe("update", () => {
  const declared = { appleId: "a@contoso.example", countryOrRegion: "gb" };
  const deployed = async (more: Wire = {}) => {
    const served = await serve();
    const token = newTokenText();
    const stored = await served.client.deploy(a, { token, ...declared, ...more });
    served.requests();
    const preview = async (news: Wire) =>
      (
        await served.client.update(
          a,
          stored,
          await served.client.checked(a, { token, ...declared, ...news }, stored.inputs),
          { preview: true },
        )
      ).outputs;
    return { ...served, stored, token, preview };
  };

  test("a preview of a property: the dates of the write aren't known, and the expiry is", async () => {
    const { preview, requests, stored } = await deployed();
    expect(await preview({ countryOrRegion: "us" })).toEqual({
      ...stored.outputs,
      countryOrRegion: "us",
      [written]: unknownValue,
      [applied]: unknownValue,
    });
    expect(requests()).toEqual([]);
  });

  test("a preview of a renewal: the expiry isn't known either", async () => {
    const { preview, stored } = await deployed();
    const renewed = await preview({ token: newTokenText({ expDate: "2028-05-01T10:00:00-0700" }) });
    expect(renewed).toEqual({
      ...stored.outputs,
      [dated]: unknownValue,
      [written]: unknownValue,
      [applied]: unknownValue,
    });
  });

  test.each<[string, Wire]>([
    ["an option that isn't sent", { forceDestroy: true, renewalWarningDays: 3 }],
    ["a property that is no longer declared", { appleId: null }],
  ])("a preview of %s: everything is known", async (_, news) => {
    const { preview } = await deployed();
    expect(Object.values(await preview(news))).not.toContain(unknownValue);
  });

  test("a preview of a token that isn't known yet: neither is what an upload sets", async () => {
    const { preview } = await deployed();
    expect(await preview({ token: unknownValue })).toMatchObject({
      [dated]: unknownValue,
      [written]: unknownValue,
      [applied]: unknownValue,
    });
  });

  test("sends what changed, once", async () => {
    const { client, liveOf, requests, stored, token } = await deployed();
    const updated = await client.redeploy(a, stored, { token, ...declared, countryOrRegion: "us" });
    expect(requests()).toEqual([`PATCH vppTokens/${stored.id}`]);
    const live = await liveOf(stored.id);
    expect(live.countryOrRegion).toBe("us");
    expect(updated.outputs).toMatchObject({
      countryOrRegion: "us",
      [written]: live[written],
      [applied]: live[written],
    });
  });

  test("keeps what the program made secret, secret in the outputs", async () => {
    const { client, stored, token } = await deployed({ appleId: secretOf("a@contoso.example") });
    expect(stored.outputs.appleId).toEqual(secretOf("a@contoso.example"));
    const secret = { token, ...declared, appleId: secretOf("b@contoso.example") };
    const updated = await client.redeploy(a, stored, secret);
    expect(updated.outputs.appleId).toEqual(secretOf("b@contoso.example"));
    const live = await client.read(a, updated.id, updated);
    expect(live).toMatchObject({
      outputs: { appleId: secretOf("b@contoso.example") },
      inputs: { appleId: secretOf("b@contoso.example") },
    });
  });
});

describe("read", () => {
  test("a refresh gives the live values as inputs, of what is declared alone", async () => {
    const { change, client, liveOf } = await serve();
    const token = newTokenText();
    const stored = await client.deploy(a, { token, countryOrRegion: "gb", renewalWarningDays: 5 });
    await change(stored.id, { countryOrRegion: "de", appleId: "b@contoso.example" });
    const live = await client.read(a, stored.id, stored);
    expect(live?.inputs).toEqual({ ...stored.inputs, countryOrRegion: "de" });
    expect(live?.outputs).toMatchObject({
      countryOrRegion: "de",
      appleId: "b@contoso.example",
      [written]: (await liveOf(stored.id))[written],
      [applied]: stored.outputs[applied],
    });
  });

  test("a refresh after nothing happened gives the state back", async () => {
    const { client } = await serve();
    const stored = await client.deploy(a, { token: newTokenText(), countryOrRegion: "GB" });
    expect(await client.read(a, stored.id, stored)).toEqual(stored);
  });

  test.each<[string, Wire, readonly string[]]>([
    ["v1.0", {}, []],
    ["beta", { apiVersion: "beta" }, ["displayName", "roleScopeTagIds"]],
  ])("an import by %s gives what nobody but a program sets, and no token", async (_, settings, more) => {
    const { call, client } = await serve(settings);
    const { body } = await call("POST", `/beta${tokens}`, {
      "@odata.type": vppToken.odataType,
      token: newTokenText(),
      countryOrRegion: "gb",
      displayName: "London",
      roleScopeTagIds: ["1"],
    });
    const live = await client.read(a, String(body.id));
    expect(live?.inputs).toMatchObject({
      countryOrRegion: "gb",
      automaticallyUpdateApps: false,
    });
    expect(live?.inputs).not.toHaveProperty("token");
    expect(Object.keys(live?.inputs ?? {})).not.toContain("lastModifiedDateTime");
    for (const name of ["displayName", "roleScopeTagIds"])
      expect(name in (live?.inputs ?? {})).toBe(more.includes(name));
    expect(Object.values(live?.inputs ?? {})).not.toContain(null);
    // What is imported is what a program declares: nothing is left to do.
    const inputs = await client.checked(a, live?.inputs ?? {}, live?.inputs);
    expect(
      await client.diff(a, { id: String(body.id), inputs: live?.inputs ?? {}, outputs: live?.outputs ?? {} }, inputs),
    ).toMatchObject({ changes: "none" });
  });

  test("an import shows what the program changes, and nothing that it leaves alone", async () => {
    const { call, client, requests } = await serve();
    const { body } = await call("POST", `/v1.0${tokens}`, {
      "@odata.type": vppToken.odataType,
      token: newTokenText(),
      countryOrRegion: "gb",
    });
    const live = await client.read(a, String(body.id));
    if (live === undefined) throw new Error("not read");
    const inputs = await client.checked(a, { countryOrRegion: "us" }, live.inputs);
    expect((await client.diff(a, live, inputs)).detailed).toEqual({ countryOrRegion: ["UPDATE", true] });
    await client.update(a, live, inputs);
    expect(requests()).toEqual([`GET vppTokens/${body.id}`, `PATCH vppTokens/${body.id}`]);
  });

  test("an import of what isn't there fails, and names it", async () => {
    const { client } = await serve();
    await expect(client.read(a, "4711")).rejects.toMatchObject({
      details: expect.stringContaining("There is no VPP token with the id 4711"),
    });
  });

  test("`get` with properties of the program reads, and fails for what isn't there", async () => {
    const { client } = await serve();
    const stored = await client.deploy(a, { token: newTokenText() });
    const got = await client.read(urnOf("got"), stored.id, { outputs: { countryOrRegion: "us" } });
    expect(got).toMatchObject({ id: stored.id, outputs: { state: "valid" } });
    await expect(client.read(urnOf("got"), "4711", { outputs: { countryOrRegion: "us" } })).rejects.toMatchObject({
      details: expect.stringContaining("4711"),
    });
  });

  test("a refresh drops what Graph says is gone", async () => {
    const { call, client } = await serve();
    const stored = await client.deploy(a, { token: newTokenText() });
    await call("DELETE", `/v1.0${tokens}/${stored.id}`);
    expect(await client.read(a, stored.id, stored)).toBeUndefined();
  });

  test.each<[string, object]>([
    ["a 404 without Graph's error", { kind: "status", status: 404, body: "none" }],
    ["a proxy's page", { kind: "htmlPage", status: 404 }],
    ["a 403", { kind: "status", status: 403 }],
  ])("a refresh drops nothing for %s", async (_, fault) => {
    const { client, faults } = await serve({}, { faults: true });
    const stored = await client.deploy(a, { token: newTokenText() });
    await faults({ ...fault, method: "GET", times: 9 });
    await expect(client.read(a, stored.id, stored)).rejects.toMatchObject({
      details: expect.stringContaining("Reading"),
    });
  });
});

describe("delete", () => {
  test("removes the entity; one that is gone is no failure", async () => {
    const { client, liveOf } = await serve();
    const stored = await client.deploy(a, { token: newTokenText() });
    await client.delete(a, stored);
    expect(await liveOf(stored.id)).toHaveProperty("error");
    await client.delete(a, stored);
  });

  test("is refused while apps are assigned, with their list, unless forceDestroy says otherwise", async () => {
    const { client, requests } = await serve();
    const token = newTokenText({ apps: [{ displayName: "Keynote", bundleId: "com.apple.keynote", assigned: true }] });
    const stored = await client.deploy(a, { token });
    requests();
    const refused = client.delete(a, stored);
    await expect(refused).rejects.toMatchObject({
      details: expect.stringMatching(/was refused.*\n {2}- .*\n.*forceDestroy: true/s),
    });
    expect(requests().join()).not.toContain("DELETE");
    const forced = await client.redeploy(a, stored, { token, forceDestroy: true });
    await client.delete(a, forced);
    expect(requests().at(-1)).toBe(`DELETE vppTokens/${stored.id}`);
  });
});

describe("invoke", () => {
  test("looks up one token, all of them and licenses", async () => {
    const { client } = await serve();
    const text = newTokenText({
      orgName: "Fabrikam",
      apps: [{ displayName: "Keynote", bundleId: "com.apple.keynote" }],
    });
    const { id } = await client.deploy(a, { token: text });
    expect(await client.invoke("intune:index:getVppToken", { organizationName: "Fabrikam" })).toMatchObject({ id });
    const all = await client.invoke("intune:index:getVppTokens", {});
    expect(all.tokens).toEqual([expect.objectContaining({ id })]);
    const { licenses } = await client.invoke("intune:index:getVppTokenLicenses", { bundleId: "com.apple.keynote" });
    expect(licenses).toEqual([expect.objectContaining({ vppTokenId: id })]);
  });

  test.each<[string, string, Wire, RegExp]>([
    [
      "an argument that doesn't exist",
      "getVppToken",
      { organisation: "MARKED" },
      /organisation is not an argument here/,
    ],
    [
      "an argument of another type",
      "getVppToken",
      { organizationName: { MARKED: 1 } },
      /organizationName must be a string/,
    ],
    ["no argument where one is needed", "getVppToken", {}, /./],
    ["an empty bundle id", "getVppTokenLicenses", { bundleId: "" }, /bundleId is empty/],
    ["a function that doesn't exist", "getNothing", {}, /has no function intune:index:getNothing/],
  ])("refuses %s", async (_, name, args, message) => {
    const { client, requests } = await serve();
    const refused = client.invoke(`intune:index:${name}`, args);
    await expect(refused).rejects.toMatchObject({ details: expect.stringMatching(message) });
    await expect(refused).rejects.not.toMatchObject({ details: expect.stringContaining("MARKED") });
    expect(requests()).toEqual([]);
  });
});

describe("two resources with one id", () => {
  const b = urnOf("b");

  test("a delete of one keeps the entity while the other manages it", async () => {
    const { client, engine, liveOf } = await serve();
    const token = newTokenText();
    const stored = await client.deploy(a, { token });
    const other = { ...stored, inputs: { countryOrRegion: "gb" } };
    await client.diff(b, other, await client.checked(b, other.inputs, other.inputs));
    await client.delete(a, stored);
    expect(await liveOf(stored.id)).toMatchObject({ id: stored.id });
    expect(engine.logged).toEqual([
      { severity: "info", urn: a, message: expect.stringContaining("another resource in this program manages it") },
    ]);
    await client.delete(b, stored);
    expect(await liveOf(stored.id)).toHaveProperty("error");
  });

  test("an import of what another resource manages is refused", async () => {
    const { client } = await serve();
    const token = newTokenText();
    const stored = await client.deploy(a, { token });
    await client.diff(a, stored, await client.checked(a, { token }, stored.inputs));
    const live = await client.read(b, stored.id);
    if (live === undefined) throw new Error("not read");
    const inputs = await client.checked(b, { organizationName: "Contoso" }, live.inputs);
    await expect(client.diff(b, live, inputs)).rejects.toMatchObject({
      details: expect.stringContaining("which another resource in this program manages"),
    });
  });

  test("two imports of one entity in one run: the second is refused", async () => {
    const { call, client } = await serve();
    const { body } = await call("POST", `/v1.0${tokens}`, { "@odata.type": vppToken.odataType, token: newTokenText() });
    const refusals = [];
    for (const urn of [a, b]) {
      const live = await client.read(urn, String(body.id));
      if (live === undefined) throw new Error("not read");
      const diff = client.diff(urn, live, await client.checked(urn, live.inputs, live.inputs));
      refusals.push(
        await diff.then(
          () => "",
          (error) => error.details,
        ),
      );
    }
    expect(refusals).toEqual(["", expect.stringContaining("Declare it only once")]);
  });
});
