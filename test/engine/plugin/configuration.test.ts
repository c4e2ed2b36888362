import { checkConfiguration, configurationOf, withSecretCredentials } from "../../../src/engine/plugin/configuration";
import { type SettingKey, settingKeys } from "../../../src/graph/config/settingKeys";
import { unknownValue } from "../../../src/provider/propertyMap";
import { pluginsOfTest, secretOf, urnOf } from "../../support/pluginClient";
import { newTokenText } from "../../support/tokenText";

const startPlugin = pluginsOfTest();

const reasonsOf = (inputs: Readonly<Record<string, unknown>>) =>
  checkConfiguration(inputs).map(({ property, reason }) => {
    // The engine prints the value of a property that is named.
    expect(property).toBe("");
    return reason;
  });

describe("an unknown key is refused, with the nearest known one", () => {
  test.each<[string, string]>([
    ["tenentId", "tenantId"],
    ["tenant_id", "tenantId"],
    ["tenantID", "tenantId"],
    ["ClientID", "clientId"],
    ["client-secret", "clientSecret"],
    ["graphEndPoint", "graphEndpoint"],
    ["accesstoken", "accessToken"],
    ["useOIDC_", "useOidc"],
    ["conections", "connections"],
    ["apiversion", "apiVersion"],
  ])("%s → %s", (name, nearest) => {
    expect(reasonsOf({ [name]: "MARKED" })).toEqual([
      `${name} is not a configuration key of intune. Did you mean ${nearest}?`,
    ]);
  });

  test.each(["subscription", "x", "", "constructor", "toString"])("nothing is near %p: all keys are listed", (name) => {
    const [reason = "", ...others] = reasonsOf({ [name]: "MARKED" });
    expect(others).toEqual([]);
    for (const key of [...Object.keys(settingKeys), "connections"]) expect(reason).toContain(key);
    expect(reason).not.toMatch(/Did you mean|MARKED/);
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ["object", { connections: { contoso: { tenentId: "MARKED" } } }],
    ["JSON", { connections: '{"contoso": {"tenentId": "MARKED"}}' }],
    ["a key for each setting", { "connections.contoso.tenentId": "MARKED" }],
    ["a key for each connection", { "connections.contoso": { tenentId: "MARKED" } }],
    ["a key for each connection, in JSON", { "connections.contoso": '{"tenentId": "MARKED"}' }],
  ])("in a connection, given as %s", (_, inputs) => {
    expect(reasonsOf(inputs)).toEqual([
      "connections.contoso.tenentId is not a configuration key of intune. Did you mean tenantId?",
    ]);
  });
});

const valid: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ["nothing", {}],
  ["nulls", { tenantId: null, connections: null }],
  ["strings", { tenantId: "t", useOidc: "true", useMsi: "false" }],
  ["booleans", { useOidc: true, useMsi: false }],
  ["a number", { clientId: 5 }],
  [
    "the engine's own keys",
    { version: "1.2.3", pluginDownloadURL: "u", pluginChecksums: {}, __internal: {}, __defaults: [] },
  ],
  ["unknown values", Object.fromEntries(Object.keys(settingKeys).map((key) => [key, unknownValue]))],
  ["unknown connections", { connections: unknownValue }],
  ["an unknown connection", { connections: { contoso: unknownValue } }],
  ["an unknown connection among the keys", { "connections.contoso": unknownValue }],
  ["an unknown setting of a connection", { connections: { contoso: { tenantId: unknownValue } } }],
  ["connections", { connections: { contoso: { tenantId: "t", useOidc: true } } }],
  ["connections as JSON", { connections: '{"contoso": {"tenantId": "t", "useOidc": true}}' }],
  ["a key for each setting of a connection", { "connections.contoso.tenantId": "t" }],
  ["a key for each connection", { "connections.contoso": '{"tenantId": "t"}' }],
];

test.each(valid)("valid: %s", (_, inputs) => {
  expect(reasonsOf(inputs)).toEqual([]);
});

const malformedConnections = "connections must be an object of objects: the settings of each connection by its name";

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ["an object for a setting", { tenantId: { a: 1 } }, "tenantId must be a string, true or false"],
  ["a list for a setting", { tenantId: ["t"] }, "tenantId must be a string, true or false"],
  ["a partly unknown object", { tenantId: [unknownValue] }, "tenantId must be a string, true or false"],
  ["a text for connections", { connections: "MARKED" }, malformedConnections],
  ["half of JSON for connections", { connections: '{"MARKED": {' }, malformedConnections],
  ["a list for connections", { connections: [{ tenantId: "t" }] }, malformedConnections],
  ["true for connections", { connections: true }, malformedConnections],
  ["settings without a connection's name", { connections: { tenantId: "t" } }, malformedConnections],
  ["a list for a connection", { connections: { contoso: [] } }, malformedConnections],
  [
    "a text for a connection's key",
    { "connections.contoso": "MARKED" },
    "connections.contoso must be an object: the settings of the connection",
  ],
  [
    "an object for a setting of a connection",
    { connections: { contoso: { tenantId: {} } } },
    "connections.contoso.tenantId must be a string, true or false",
  ],
])("malformed: %s", (_, inputs, reason) => {
  expect(reasonsOf(inputs)).toEqual([reason]);
});

describe("the settings", () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ["object", { connections: { contoso: { tenantId: "t", useOidc: true } } }],
    ["JSON", { connections: '{"contoso": {"tenantId": "t", "useOidc": true}}' }],
    ["a key for each setting", { "connections.contoso.tenantId": "t", "connections.contoso.useOidc": "true" }],
    ["a key for each connection", { "connections.contoso": { tenantId: "t", useOidc: true } }],
    ["a key for each connection, in JSON", { "connections.contoso": '{"tenantId": "t", "useOidc": true}' }],
  ])("of a connection, given as %s", (_, inputs) => {
    const configured = configurationOf(inputs);
    expect(configured("intune:connections.contoso.tenantId")).toBe("t");
    expect(configured("intune:connections.contoso.useOidc")).toBe("true");
    expect(configured("intune:tenantId")).toBeUndefined();
    expect(configured("intune:connections.other.tenantId")).toBeUndefined();
  });

  test("of a connection whose name has a dot in it", () => {
    const name = "intune:connections.contoso.example.tenantId";
    expect(configurationOf({ connections: { "contoso.example": { tenantId: "t" } } })(name)).toBe("t");
    expect(configurationOf({ "connections.contoso.example.tenantId": "t" })(name)).toBe("t");
  });

  test("as booleans, as numbers and as strings are the same", () => {
    const configured = configurationOf({ useOidc: true, useMsi: "true", clientId: 5, tenantId: null });
    expect(["useOidc", "useMsi", "clientId", "tenantId"].map((key) => configured(`intune:${key}`))).toEqual([
      "true",
      "true",
      "5",
      undefined,
    ]);
  });

  test("are none of the engine's own keys", () => {
    expect(configurationOf({ version: "1.2.3" })("intune:version")).toBeUndefined();
  });
});

describe("a provider's state", () => {
  const secretKeys = (Object.keys(settingKeys) as SettingKey[]).filter((key) => "secret" in settingKeys[key]);

  test("holds every credential as a secret, however the program gave it", () => {
    expect(secretKeys).toEqual(
      expect.arrayContaining(["clientSecret", "clientCertificatePassword", "oidcToken", "accessToken"]),
    );
    const values = { ...Object.fromEntries(Object.keys(settingKeys).map((key) => [key, "x"])), connections: {} };
    const { secretNames } = withSecretCredentials({ values, secretNames: new Set() });
    expect([...secretNames].sort()).toEqual([...secretKeys, "connections"].sort());
  });

  test.each(["connections.contoso", "connections.contoso.clientSecret"])("holds %s as a secret", (name) => {
    const { secretNames } = withSecretCredentials({ values: { [name]: "x", tenantId: "t" }, secretNames: new Set() });
    expect([...secretNames]).toEqual([name]);
  });

  test("keeps what the program made a secret", () => {
    const { secretNames } = withSecretCredentials({ values: { tenantId: "t" }, secretNames: new Set(["tenantId"]) });
    expect([...secretNames]).toEqual(["tenantId"]);
  });
});

describe("served", () => {
  test("CheckConfig gives credentials back as secrets, and the others as they are", async () => {
    const { client } = await startPlugin();
    const given = { tenantId: "t", accessToken: "MARKED", connections: { contoso: { clientSecret: "MARKED" } } };
    expect(await client.checkConfig({ ...given, version: "1.2.3" })).toEqual({
      inputs: {
        tenantId: "t",
        accessToken: secretOf("MARKED"),
        connections: secretOf(given.connections),
        version: "1.2.3",
      },
      failures: [],
    });
  });

  test("CheckConfig gives a mistyped credential back as a secret as well", async () => {
    const { client } = await startPlugin();
    const { inputs, failures } = await client.checkConfig({ clientSecrt: "MARKED", __internal: {} });
    expect(inputs).toEqual({ clientSecrt: secretOf("MARKED"), __internal: {} });
    expect(JSON.stringify(failures)).toMatch(/Did you mean clientSecret/);
    expect(JSON.stringify(failures)).not.toContain("MARKED");
  });

  test.each<[string, object, object, "none" | "some"]>([
    ["the same", { tenantId: "t" }, { tenantId: "t" }, "none"],
    ["the same, as a secret", { accessToken: "t" }, { accessToken: secretOf("t") }, "none"],
    ["another tenant", { tenantId: "t" }, { tenantId: "u" }, "some"],
    ["an unknown tenant", { tenantId: "t" }, { tenantId: unknownValue }, "some"],
    ["no tenant", { tenantId: "t" }, {}, "some"],
  ])("DiffConfig never asks for a replacement: %s", async (_, olds, news, changes) => {
    const { client } = await startPlugin();
    expect(await client.diffConfig({ ...olds }, { ...news })).toMatchObject({ changes, replaces: [] });
  });

  test("a connection's messages name its keys as the configuration has them", async () => {
    const { client } = await startPlugin({ tenantId: "t", connections: { contoso: { clientSecret: "MARKED" } } });
    const { failures } = await client.check(urnOf("a"), { token: newTokenText(), connection: "contoso" });
    expect(failures).toHaveLength(1);
    expect(failures[0]?.reason).toMatch(/intune:connections\.contoso\.tenantId/);
    expect(failures[0]?.reason).not.toMatch(/INTUNE_|ARM_|AZURE_|MARKED/);
  });

  test("environment variables serve the default connection only", async () => {
    const environment = { INTUNE_ACCESS_TOKEN: "MARKED-BEARER" };
    const { client } = await startPlugin({ connections: { contoso: { tenantId: "t" } } }, { environment });
    const failuresOf = async (args: object) =>
      (await client.check(urnOf("a"), { token: newTokenText(), ...args })).failures;
    expect(await failuresOf({})).toEqual([]);
    const [failure] = await failuresOf({ connection: "contoso" });
    expect(failure?.reason).toMatch(/"intune:connections\.contoso" has no credential.*default connection only/s);
  });
});
