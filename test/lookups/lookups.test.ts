import * as pulumi from "@pulumi/pulumi";
import { getVppToken } from "../../src/lookups/getVppToken";
import { getVppTokenLicenses } from "../../src/lookups/getVppTokenLicenses";
import { getVppTokens } from "../../src/lookups/getVppTokens";
import { type Intune, startIntune } from "../support/intune";
import { graphError, requestId, startRefusingService } from "../support/refusingService";
import { startScriptedServer } from "../support/scriptedServer";
import { collection, uploaded } from "./uploaded";

const connection = "contoso";
const bearer = "MARKED-BEARER-OF-CONTOSO";
const appleId = "vpp@contoso.example";
const nobody = "00000000-0000-0000-0000-000000000000";
const strange = "it's a/b?c#d e%41";
const pages = { bundleId: "com.apple.Pages", totalLicenseCount: 10, usedLicenseCount: 3 };

describe("lookups against a local Intune", () => {
  let intune: Intune;
  let london = "";
  let paris = "";
  let rome = "";

  beforeAll(async () => {
    intune = await startIntune({ pageSize: 2 });
    london = await uploaded(intune.url, { orgName: "Contoso", displayName: "London", appleId, apps: [pages] });
    const apps = [pages, { bundleId: strange, totalLicenseCount: 1 }];
    paris = await uploaded(intune.url, { orgName: "Contoso Ltd", displayName: "Paris", appleId, apps });
    rome = await uploaded(intune.url, { orgName: "Fabrikam", displayName: "Rome" });
  });
  afterAll(() => intune?.close());
  beforeEach(() => {
    intune.forget();
    configure(intune.url);
  });

  function configure(url: string, more: Record<string, string> = {}): void {
    pulumi.runtime.setAllConfig({ "contoso:graphEndpoint": url, "contoso:accessToken": bearer, ...more });
  }

  async function failure(promise: Promise<unknown>): Promise<Error> {
    const error = await promise.then(
      () => new Error("it succeeded"),
      (reason: unknown) => reason,
    );
    if (error instanceof pulumi.RunError) return error;
    throw error;
  }

  test("a token is found by its id by one request to v1.0, with the connection's credential", async () => {
    expect(await getVppToken({ connection, id: london })).toEqual({
      id: london,
      organizationName: "Contoso",
      appleId,
      vppTokenAccountType: "business",
      automaticallyUpdateApps: expect.any(Boolean),
      expirationDateTime: "2099-05-01T17:00:00Z",
      state: "valid",
      lastSyncStatus: "completed",
      lastSyncDateTime: expect.any(String),
      lastModifiedDateTime: expect.any(String),
    });
    expect(intune.asked()).toEqual([`GET /v1.0${collection}/${london}`]);
    expect(intune.requests[0]?.headers.authorization).toBe(`Bearer ${bearer}`);
  });

  test("a token is found by its displayName in beta, whose properties the answer holds", async () => {
    expect(await getVppToken({ connection, displayName: "Rome" })).toMatchObject({
      id: rome,
      displayName: "Rome",
      lastAppCount: 0,
      tokenActionResults: [],
    });
    expect(intune.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      expect.stringMatching(/^GET \/beta\//),
      expect.stringMatching(/^GET \/beta\//),
    ]);
  });

  test("ids and Apple IDs are compared without case", async () => {
    expect(await getVppToken({ connection, id: london.toUpperCase() })).toMatchObject({ id: london });
    expect(await getVppToken({ connection, appleId: "VPP@Contoso.Example", displayName: "Paris" })).toMatchObject({
      id: paris,
    });
  });

  test("an id in capitals is found by a service that knows its items by the letter", async () => {
    const service = await startScriptedServer(({ url }) =>
      url.includes(`/${nobody.toUpperCase()}`) || url.includes("/ABC")
        ? { status: 404, body: { error: { code: "ResourceNotFound", message: "Not found." } } }
        : { status: 200, body: { value: [{ id: "abc" }] } },
    );
    try {
      configure(service.url);
      expect(await getVppToken({ connection, id: "ABC" })).toMatchObject({ id: "abc", state: "unknown" });
    } finally {
      await service.close();
    }
  });

  test("what the service answers doesn't steer the log that a failure is shown in", async () => {
    const message = "\u001b[2J\u009b\u202Eno\u200B";
    const service = await startRefusingService(403, graphError("Forbidden", message));
    try {
      configure(service.url);
      const { message: said } = await failure(getVppTokens({ connection }));
      expect(said).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
      expect(said).toContain("no");
      expect(said).not.toContain("[2J");
    } finally {
      await service.close();
    }
  });

  test("a token is found by its organizationName in v1.0", async () => {
    expect(await getVppToken({ connection, organizationName: "Contoso Ltd" })).toMatchObject({ id: paris });
    expect(intune.asked()).toEqual([`GET /v1.0${collection}`, `GET /v1.0${collection}`]);
  });

  test("a token's displayName and appleId together have to fit", async () => {
    expect(await getVppToken({ connection, displayName: "Paris", appleId })).toMatchObject({ id: paris });
    const { message } = await failure(getVppToken({ connection, displayName: "Rome", appleId }));
    expect(message).toMatch(/no VPP token .* has this displayName and this appleId\. There are:/);
  });

  test("an id whose token doesn't fit another criterion finds nothing, and says what the token is", async () => {
    const { message } = await failure(getVppToken({ connection, id: london, organizationName: "Fabrikam" }));
    expect(message).toMatch(/no VPP token .* has this id and this organizationName\. There is:/);
    expect(message).toContain(`id ${london}, name Contoso, Apple ID ${appleId}`);
    expect(message).not.toContain(rome);
  });

  test("an id that isn't there ends in a list of those that are, from all pages", async () => {
    const { message } = await failure(getVppToken({ connection, id: nobody }));
    expect(message).toMatch(/^getVppToken: no VPP token of the connection "contoso" has this id\. There are:/);
    for (const id of [london, paris, rome]) expect(message).toContain(`  - id ${id}, name `);
  });

  test("several tokens that fit end in a list of them", async () => {
    const { message } = await failure(getVppToken({ connection, appleId }));
    expect(message).toMatch(/^getVppToken: 2 VPP tokens of the connection "contoso" have this appleId:/);
    expect(message).toContain(london);
    expect(message).toContain(paris);
    expect(message).not.toContain(rome);
  });

  test("all tokens are listed, by one request a page", async () => {
    const tokens = await getVppTokens({ connection });
    expect(tokens.map(({ id }) => id).sort()).toEqual([london, paris, rome].sort());
    expect(tokens.every((token) => !("displayName" in token))).toBe(true);
    expect(intune.asked()).toEqual([`GET /v1.0${collection}`, `GET /v1.0${collection}`]);
  });

  test.each([
    ["the argument", { apiVersion: "beta" }, {}],
    ["the configuration", {}, { "contoso:apiVersion": "beta" }],
  ] as const)("%s asks beta for all tokens", async (_what, args, configured) => {
    configure(intune.url, configured);
    const tokens = await getVppTokens({ connection, ...args });
    expect(tokens.map(({ displayName }) => displayName).sort()).toEqual(["London", "Paris", "Rome"]);
  });

  test("the licenses of an app come from each token that has it", async () => {
    const licenses = await getVppTokenLicenses({ connection, bundleId: "com.apple.Pages" });
    const counts = { appleId, availableLicenseCount: 7, usedLicenseCount: 3 };
    expect(licenses).toHaveLength(2);
    expect(licenses).toEqual(
      expect.arrayContaining([
        { vppTokenId: london, organizationName: "Contoso", ...counts },
        { vppTokenId: paris, organizationName: "Contoso Ltd", ...counts },
      ]),
    );
    expect(intune.asked()).toEqual([`GET /beta${collection}/getLicensesForApp(bundleId='com.apple.Pages')`]);
  });

  test("a bundle id with quotes and signs of URLs arrives as it is", async () => {
    expect(await getVppTokenLicenses({ connection, bundleId: strange })).toMatchObject([{ vppTokenId: paris }]);
  });

  test("an app without licenses has an empty list", async () => {
    expect(await getVppTokenLicenses({ connection, bundleId: "com.example.none" })).toEqual([]);
  });

  test.each([
    ["no criterion", () => getVppToken({ connection }), /^getVppToken: name the token by one of id, displayName/],
    ["an empty criterion", () => getVppToken({ connection, appleId: "" }), /^getVppToken: appleId is empty/],
    [
      "displayName with v1.0",
      () => getVppToken({ connection, displayName: "London", apiVersion: "v1.0" }),
      /^getVppToken: displayName is not in Graph's v1\.0/,
    ],
    [
      "licenses with v1.0",
      () => getVppTokenLicenses({ connection, bundleId: "com.apple.Pages", apiVersion: "v1.0" }),
      /^getVppTokenLicenses: getLicensesForApp is not in Graph's v1\.0/,
    ],
    [
      "a connection without settings",
      () => getVppTokens({ connection: "fabrikam" }),
      /^getVppTokens: The connection "fabrikam" has no credential\. Set fabrikam:tenantId/,
    ],
  ] as const)("%s is refused before anything is sent", async (_what, call, why) => {
    expect((await failure(call())).message).toMatch(why);
    expect(intune.asked()).toEqual([]);
  });

  test("a refusal of Graph's names the permission and the request-id, without stack and bearer", async () => {
    const service = await startRefusingService(403, graphError("Forbidden", "Application is not authorized."));
    try {
      configure(service.url);
      const { message, stack } = await failure(getVppTokens({ connection }));
      expect(message).toMatch(/^getVppTokens: Reading the list of VPP tokens failed: Microsoft Graph answered 403/);
      expect(message).toContain("DeviceManagementServiceConfig.Read.All");
      expect(message).toContain(requestId);
      expect(stack).toBe(`Error: ${message}`);
      expect(message).not.toContain(bearer);
    } finally {
      await service.close();
    }
  });

  test("an answer that isn't a token's is not passed on", async () => {
    const service = await startRefusingService(200, { value: [{ id: "1", lastAppCount: "many" }] });
    try {
      configure(service.url);
      expect((await failure(getVppTokens({ connection }))).message).toMatch(
        /failed: unexpected answer .*\(lastAppCount\)\. Check that graphEndpoint/,
      );
    } finally {
      await service.close();
    }
  });
});
