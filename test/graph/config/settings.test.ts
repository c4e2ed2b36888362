import { type ConnectionSettings, connectionSettings, SettingsError } from "../../../src/graph/config/settings";

type SecretStore = Readonly<Record<string, string>>;

const settings = (configured: SecretStore, environment: SecretStore = {}, namespace = "intune"): ConnectionSettings =>
  connectionSettings(namespace, (key) => configured[key], environment);

/** The message with which the settings are refused. */
function refusal(configured: SecretStore, environment: SecretStore = {}, namespace = "intune"): string {
  try {
    settings(configured, environment, namespace);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error("The settings were accepted.");
}

const ids = { "intune:tenantId": "T", "intune:clientId": "C" };
const armIds = { ARM_TENANT_ID: "armT", ARM_CLIENT_ID: "armC" };
const azureIds = { AZURE_TENANT_ID: "azT", AZURE_CLIENT_ID: "azC" };
const pipelines = { ARM_OIDC_AZURE_SERVICE_CONNECTION_ID: "conn", SYSTEM_ACCESSTOKEN: "sys" };
const github = { ACTIONS_ID_TOKEN_REQUEST_URL: "https://gh.example/t", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "ghT" };

describe("the way to sign in", () => {
  const table: readonly [behavior: string, configured: SecretStore, environment: SecretStore, expected: object][] = [
    ["is the default chain when nothing is set", {}, {}, { method: "default", signInFrom: "environment" }],
    ["takes the tenant into the default chain", { "intune:tenantId": "T" }, {}, { method: "default", tenantId: "T" }],
    ["is a ready token", { "intune:accessToken": "A" }, {}, { method: "accessToken", accessToken: "A" }],
    [
      "is a client secret of the configuration",
      { ...ids, "intune:clientSecret": "S" },
      {},
      { method: "clientSecret", tenantId: "T", clientId: "C", clientSecret: "S", signInFrom: "stack configuration" },
    ],
    [
      "is a client secret of INTUNE_ variables",
      {},
      { INTUNE_TENANT_ID: "T", INTUNE_CLIENT_ID: "C", INTUNE_CLIENT_SECRET: "S" },
      { method: "clientSecret", tenantId: "T", clientId: "C", clientSecret: "S", signInFrom: "environment" },
    ],
    [
      "is a client secret of ARM_ variables",
      {},
      { ...armIds, ARM_CLIENT_SECRET: "S" },
      { method: "clientSecret", tenantId: "armT", clientId: "armC", clientSecret: "S" },
    ],
    [
      "is a client secret of AZURE_ variables",
      {},
      { ...azureIds, AZURE_CLIENT_SECRET: "S" },
      { method: "clientSecret", tenantId: "azT", clientId: "azC", clientSecret: "S" },
    ],
    [
      "is a certificate with its password",
      {},
      { ...armIds, ARM_CLIENT_CERTIFICATE_PATH: "/c.pem", ARM_CLIENT_CERTIFICATE_PASSWORD: "P" },
      { method: "clientCertificate", certificatePath: "/c.pem", certificatePassword: "P" },
    ],
    ["is a managed identity", { "intune:useMsi": "true" }, {}, { method: "managedIdentity" }],
    ["is one of several managed identities", {}, { ARM_USE_MSI: "1", ARM_CLIENT_ID: "M" }, { clientId: "M" }],
    ["is the Azure CLI", {}, { ARM_USE_CLI: "TRUE" }, { method: "azureCli" }],
    ["takes ids from different levels", ids, { ARM_CLIENT_SECRET: "S" }, { tenantId: "T", clientSecret: "S" }],
    [
      "prefers the configuration to a variable",
      { ...ids, "intune:clientSecret": "S" },
      { ...armIds, ARM_CLIENT_SECRET: "armS", ARM_USE_OIDC: "true", ARM_OIDC_TOKEN: "O" },
      { method: "clientSecret", tenantId: "T", clientId: "C", clientSecret: "S" },
    ],
    [
      "prefers INTUNE_ to ARM_",
      {},
      { ...armIds, ARM_CLIENT_SECRET: "armS", INTUNE_ACCESS_TOKEN: "A" },
      { method: "accessToken" },
    ],
    [
      "prefers ARM_ to AZURE_",
      {},
      { ...armIds, ...azureIds, ARM_USE_CLI: "true", AZURE_CLIENT_SECRET: "S" },
      { method: "azureCli", tenantId: "armT" },
    ],
    ["takes an empty variable for unset", {}, { ARM_CLIENT_SECRET: "", ARM_USE_OIDC: " " }, { method: "default" }],
    ["takes the line break off a value", { "intune:accessToken": "A\n" }, {}, { accessToken: "A" }],
    ["is nothing that a switch turns off", {}, { ARM_USE_MSI: "false", ARM_USE_CLI: "0" }, { method: "default" }],
  ];
  test.each(table)("%s", (_behaviour, configured, environment, expected) => {
    expect(settings(configured, environment)).toMatchObject(expected);
  });
});

describe("OpenID Connect", () => {
  const table: readonly [behavior: string, configured: SecretStore, environment: SecretStore, expected: object][] = [
    ["takes the token it is given", { "intune:oidcToken": "O" }, github, { from: "token", token: "O" }],
    ["reads the token's file", { "intune:oidcTokenFilePath": "/f" }, github, { from: "file", path: "/f" }],
    ["reads the file that Kubernetes names", {}, { AZURE_FEDERATED_TOKEN_FILE: "/k" }, { from: "file", path: "/k" }],
    [
      "prefers the configuration's file to a variable's token",
      { "intune:oidcTokenFilePath": "/f" },
      { ARM_OIDC_TOKEN: "O" },
      { from: "file", path: "/f" },
    ],
    [
      "prefers the token to the file beside it",
      { "intune:oidcTokenFilePath": "/f", "intune:oidcToken": "O" },
      {},
      { from: "token", token: "O" },
    ],
    [
      "asks GitHub before Azure DevOps",
      { "intune:useOidc": "true" },
      { ...github, ...pipelines },
      { from: "request", url: "https://gh.example/t", bearer: "ghT" },
    ],
    [
      "asks where the azuread provider would ask",
      {},
      { ARM_USE_OIDC: "true", ARM_OIDC_REQUEST_URL: "https://arm.example/t", ARM_OIDC_REQUEST_TOKEN: "armR" },
      { from: "request", url: "https://arm.example/t", bearer: "armR" },
    ],
    [
      "asks for the audience of the cloud",
      { "intune:useOidc": "true", "intune:environment": "usgovernment" },
      github,
      { from: "request", audience: "api://AzureADTokenExchangeUSGov" },
    ],
    [
      "asks for the audience that a variable names",
      { "intune:useOidc": "true", "intune:environment": "usgovernment" },
      { ...github, ARM_OIDC_AUDIENCE: "api://contoso" },
      { from: "request", audience: "api://contoso" },
    ],
    [
      "never sends one service's token to the other's address",
      {},
      { ARM_USE_OIDC: "true", ARM_OIDC_REQUEST_URL: "https://arm.example/t", ...github },
      { from: "request", url: "https://gh.example/t", bearer: "ghT" },
    ],
    [
      "asks Azure DevOps for its service connection",
      { "intune:useOidc": "true" },
      pipelines,
      { from: "azure pipelines", serviceConnectionId: "conn", systemAccessToken: "sys" },
    ],
    [
      "knows the service connection by its other name",
      { "intune:useOidc": "true" },
      { ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: "conn", SYSTEM_ACCESSTOKEN: "sys" },
      { from: "azure pipelines", serviceConnectionId: "conn", systemAccessToken: "sys" },
    ],
  ];
  test.each(table)("%s", (_behaviour, configured, environment, expected) => {
    expect(settings({ ...ids, ...configured }, environment)).toMatchObject({ method: "oidc", oidc: expected });
  });

  test("is off for every level below a useOidc that is false", () => {
    const environment = { ...armIds, ARM_OIDC_TOKEN: "O", ARM_CLIENT_SECRET: "S" };
    expect(settings({ "intune:useOidc": "false" }, environment)).toMatchObject({ method: "clientSecret" });
  });
});

describe("settings are refused", () => {
  test("that choose two ways on one level, with both names and what to unset", () => {
    const message = refusal({ ...ids, "intune:clientSecret": "S", "intune:useOidc": "true" });
    expect(message).toMatch(/intune:clientSecret \(a client secret\) and intune:useOidc \(OpenID Connect\)/);
    expect(message).toMatch(/`pulumi config rm intune:clientSecret` or `pulumi config rm intune:useOidc`/);
  });

  test("that choose two ways by variables, which are unset in the shell", () => {
    expect(refusal({}, { ARM_USE_MSI: "true", ARM_USE_CLI: "true" })).toMatch(
      /`unset ARM_USE_MSI` or `unset ARM_USE_CLI`/,
    );
  });

  test("that lack an id, with every name under which it was looked for", () => {
    const message = refusal({ "intune:clientSecret": "S" }, { AZURE_CLIENT_ID: "C" });
    expect(message).toContain("tenantId: intune:tenantId, INTUNE_TENANT_ID, ARM_TENANT_ID, AZURE_TENANT_ID");
    expect(message).not.toContain("clientId:");
  });

  test("that lack both ids, with a line for each", () => {
    expect(refusal({ "intune:clientSecret": "S" })).toMatch(/- tenantId: .*\n {2}- clientId: intune:clientId, INTUNE_/);
  });

  test("that ask for OIDC without any source of a token, with all that were tried", () => {
    const message = refusal(
      { ...ids, "intune:useOidc": "true" },
      { ACTIONS_ID_TOKEN_REQUEST_URL: "https://gh.example" },
    );
    for (const name of [
      "intune:oidcToken",
      "ARM_OIDC_TOKEN_FILE_PATH",
      "AZURE_FEDERATED_TOKEN_FILE",
      "id-token: write",
    ]) {
      expect(message).toContain(name);
    }
    expect(message).toMatch(/ARM_OIDC_AZURE_SERVICE_CONNECTION_ID .*SYSTEM_ACCESSTOKEN/);
  });

  test("that hold something else than a switch, a version or a token where one belongs", () => {
    expect(refusal({ "intune:useMsi": "yes" })).toMatch(/intune:useMsi must be true or false/);
    expect(refusal({ "intune:apiVersion": "v2" })).toMatch(/intune:apiVersion is "v2"\. .*v1\.0, beta/);
    const secret = refusal({ "intune:accessToken": "two\nlines" });
    expect(secret).toMatch(/intune:accessToken is not an access token/);
    expect(secret).not.toContain("two");
  });
});

describe("another connection's namespace", () => {
  test("has settings of its own", () => {
    const own = { "contoso:tenantId": "T2", "contoso:clientId": "C2", "contoso:clientSecret": "S2" };
    const found = settings(
      { ...own, "intune:tenantId": "T" },
      { INTUNE_ACCESS_TOKEN: "A", ARM_CLIENT_ID: "C" },
      "contoso",
    );
    expect(found).toMatchObject({ method: "clientSecret", tenantId: "T2", clientId: "C2", namespace: "contoso" });
  });

  test("gets nothing from the environment, and a missing key is named with the namespace", () => {
    const message = refusal({ "contoso:clientSecret": "S2" }, { ...armIds, INTUNE_TENANT_ID: "T" }, "contoso");
    expect(message).toMatch(/- tenantId: contoso:tenantId\n {2}- clientId: contoso:clientId\n/);
    expect(message).toMatch(/Environment variables serve the default connection only/);
  });

  test("never falls back to the default chain, which would sign in as somebody else", () => {
    expect(refusal({}, { ...azureIds, AZURE_CLIENT_SECRET: "S" }, "contoso")).toMatch(/"contoso" has no credential/);
  });

  test("may use the pipeline's own OIDC endpoint, which names no tenant", () => {
    const own = { "contoso:tenantId": "T2", "contoso:clientId": "C2", "contoso:useOidc": "true" };
    expect(settings(own, { ...github, ...pipelines }, "contoso")).toMatchObject({ oidc: { from: "request" } });
    expect(refusal(own, pipelines, "contoso")).not.toContain("ARM_");
  });

  test("asks that endpoint for the audience of its own cloud", () => {
    const ids = { "contoso:tenantId": "T2", "contoso:clientId": "C2", "contoso:useOidc": "true" };
    const others = { ...github, ARM_OIDC_AUDIENCE: "api://other", ARM_ENVIRONMENT: "usgovernment" };
    expect(settings({ ...ids, "contoso:environment": "china" }, others, "contoso")).toMatchObject({
      oidc: { audience: "api://AzureADTokenExchangeChina" },
    });
  });

  test("is not told to use other addresses by the environment", () => {
    const own = { "contoso:accessToken": "A" };
    const found = settings(own, { INTUNE_GRAPH_ENDPOINT: "http://127.0.0.1:1", ARM_ENVIRONMENT: "china" }, "contoso");
    expect(found.graphEndpoint).toBe("https://graph.microsoft.com");
  });
});

test("apiVersion is taken when it is one", () => {
  expect(settings({ "intune:apiVersion": "beta" }).apiVersion).toBe("beta");
  expect(settings({}, { INTUNE_API_VERSION: "v1.0" }).apiVersion).toBe("v1.0");
  expect(settings({})).not.toHaveProperty("apiVersion");
});
