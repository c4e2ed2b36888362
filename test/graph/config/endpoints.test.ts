import { endpoints, isLoopback, tokenAudience } from "../../../src/graph/config/endpoints";

type SecretStore = Readonly<Record<string, string>>;
const found = (configured: SecretStore, environment: SecretStore = {}) =>
  endpoints({ namespace: "intune", configured: (key) => configured[key], environment });

describe("the clouds", () => {
  test.each([
    ["global", "https://graph.microsoft.com", "https://login.microsoftonline.com"],
    ["usgovernment", "https://graph.microsoft.us", "https://login.microsoftonline.us"],
    ["usgovernmentdod", "https://dod-graph.microsoft.us", "https://login.microsoftonline.us"],
    ["china", "https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn"],
    ["public", "https://graph.microsoft.com", "https://login.microsoftonline.com"],
    ["usgovernmentl4", "https://graph.microsoft.us", "https://login.microsoftonline.us"],
    ["usgovernmentl5", "https://dod-graph.microsoft.us", "https://login.microsoftonline.us"],
    ["dod", "https://dod-graph.microsoft.us", "https://login.microsoftonline.us"],
  ])("%s has its Graph, its sign-in and its scope", (environment, graphEndpoint, authorityHost) => {
    const expected = { graphEndpoint, authorityHost, scope: `${graphEndpoint}/.default` };
    expect(found({ "intune:environment": environment })).toEqual(expected);
    expect(found({}, { ARM_ENVIRONMENT: environment })).toEqual(expected);
  });

  test("default to global", () => {
    expect(found({})).toEqual(found({ "intune:environment": "global" }));
  });

  test("refuse an unknown name, and list the known ones", () => {
    expect(() => found({ "intune:environment": "mars" })).toThrow(
      /intune:environment names the environment "mars".*global, usgovernment, usgovernmentdod, china/,
    );
    expect(() => found({}, { ARM_ENVIRONMENT: "constructor" })).toThrow(/ARM_ENVIRONMENT names/);
  });
});

describe("an overridden graphEndpoint", () => {
  test("for another Graph changes the scope, so that no other service's token is sent there", () => {
    expect(found({ "intune:graphEndpoint": "https://graph.sovereign.example/" })).toMatchObject({
      graphEndpoint: "https://graph.sovereign.example",
      scope: "https://graph.sovereign.example/.default",
      authorityHost: "https://login.microsoftonline.com",
    });
  });

  test("that is a local stand-in keeps the cloud's scope", () => {
    expect(found({ "intune:graphEndpoint": "http://127.0.0.1:4399", "intune:environment": "china" })).toMatchObject({
      graphEndpoint: "http://127.0.0.1:4399",
      scope: "https://microsoftgraph.chinacloudapi.cn/.default",
    });
  });

  test("keeps its path and drops trailing slashes", () => {
    expect(found({}, { INTUNE_GRAPH_ENDPOINT: "https://gate.example/graph//" }).graphEndpoint).toBe(
      "https://gate.example/graph",
    );
  });

  test.each([
    ["over http beyond this machine", "http://graph.example", /over plain http/],
    ["over http to a look-alike of this machine", "http://127.0.0.1.example", /over plain http/],
    ["without a scheme", "graph.example", /intune:graphEndpoint is not a URL/],
    ["with another scheme", "ftp://graph.example", /not a URL/],
    ["with a user and password", "https://me:mine@graph.example", /plain address/],
    ["with a query", "https://graph.example?x=1", /plain address/],
    ["with the version", "https://graph.microsoft.com/v1.0", /ends in a version/],
  ])("is refused %s", (_how, value, message) => {
    expect(() => found({ "intune:graphEndpoint": value })).toThrow(message);
  });
});

describe("an overridden authorityHost", () => {
  test("drops a trailing slash", () => {
    expect(found({}, { AZURE_AUTHORITY_HOST: "https://login.sovereign.example/" }).authorityHost).toBe(
      "https://login.sovereign.example",
    );
  });

  test("leaves the cloud's Graph and scope as they are", () => {
    expect(
      found({ "intune:environment": "usgovernmentdod", "intune:authorityHost": "https://login.sovereign.example" }),
    ).toEqual({
      graphEndpoint: "https://dod-graph.microsoft.us",
      authorityHost: "https://login.sovereign.example",
      scope: "https://dod-graph.microsoft.us/.default",
    });
  });

  test("is refused over http, even on this machine", () => {
    expect(() => found({ "intune:authorityHost": "http://127.0.0.1:1" })).toThrow(/Signing in requires https/);
  });

  test("from the platform yields to a configured environment", () => {
    const platform = { AZURE_AUTHORITY_HOST: "https://login.microsoftonline.com/" };
    expect(found({ "intune:environment": "china" }, platform).authorityHost).toBe("https://login.chinacloudapi.cn");
  });
});

test.each([
  ["localhost", true],
  ["127.0.0.1", true],
  ["127.255.0.3", true],
  ["[::1]", true],
  ["127.0.0.1.example", false],
  ["localhost.example", false],
  ["128.0.0.1", false],
  ["[::2]", false],
])("%s is this machine: %s", (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

describe("the audience of a pipeline's token", () => {
  const usGovernment = "https://login.microsoftonline.us";
  test.each<[behavior: string, environment: SecretStore, audience: string]>([
    ["is the public cloud's unless said otherwise", {}, "api://AzureADTokenExchange"],
    ["is that of global", { ARM_ENVIRONMENT: "public" }, "api://AzureADTokenExchange"],
    ["is that of usgovernment", { ARM_ENVIRONMENT: "usgovernment" }, "api://AzureADTokenExchangeUSGov"],
    ["is that of usgovernmentdod", { ARM_ENVIRONMENT: "dod" }, "api://AzureADTokenExchangeUSGov"],
    ["is that of china", { ARM_ENVIRONMENT: "china" }, "api://AzureADTokenExchangeChina"],
    ["goes by the place of signing in", { AZURE_AUTHORITY_HOST: usGovernment }, "api://AzureADTokenExchangeUSGov"],
    [
      "goes by the cloud where that place isn't known",
      { ARM_ENVIRONMENT: "china", INTUNE_AUTHORITY_HOST: "https://login.sovereign.example" },
      "api://AzureADTokenExchangeChina",
    ],
  ])("%s", (_behaviour, environment, audience) => {
    expect(tokenAudience({ namespace: "intune", configured: () => undefined, environment })).toBe(audience);
  });
});
