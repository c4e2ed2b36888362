import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runtime } from "@pulumi/pulumi";
import { parse } from "yaml";
import { connectionSettings } from "../../src/graph/config/settings";
import { type Declared, declaredBy } from "../support/azureadProgram";
import { compilerSays } from "../support/example";
import { root } from "../support/pulumi";
import { tokenText } from "../support/tokenText";

const folder = join(root, "examples", "next-to-azuread");
const yaml = (file: string) => parse(readFileSync(join(folder, file), "utf8"));
const project = "intune-next-to-azuread";
const environment = yaml("environment.yaml").values;

describe("examples/next-to-azuread", () => {
  let declared: Declared[];
  const ofType = (type: string) => declared.filter((each) => each.type === type);
  const inputsOf = (type: string) => ofType(type).map(({ inputs }) => inputs);

  beforeAll(async () => {
    const tokenKeys = Object.keys(environment.pulumiConfig);
    const tokens = tokenKeys.map((key) => [key, tokenText({ token: key })] as const);
    const objects = {
      ...yaml("Pulumi.production.yaml").config,
      [`${project}:locations`]: { london: "gb", paris: "fr" },
    };
    const configuration = Object.fromEntries([
      ...Object.entries(objects).map(([key, value]) => [key, JSON.stringify(value)] as const),
      ...tokens,
    ]);
    declared = await declaredBy(join(folder, "index.ts"), { project, configuration, secrets: tokenKeys });
  });

  test("satisfies the compiler that its package.json asks for", () => {
    expect(compilerSays("next-to-azuread")).toBe("");
  });

  test("grants each application exactly its permissions of Microsoft Graph", () => {
    expect(inputsOf("azuread:index/appRoleAssignment:AppRoleAssignment").map(granted).sort()).toEqual([
      "object read: DeviceManagementServiceConfig.Read.All",
      "object write: DeviceManagementApps.Read.All",
      "object write: DeviceManagementServiceConfig.ReadWrite.All",
    ]);
  });

  test("asks in each application for what is granted, so that the portal shows no difference", () => {
    const asked = ofType("azuread:index/application:Application").map(({ name, inputs }) => [
      name,
      inputs.requiredResourceAccesses,
    ]);
    const roles = (...names: string[]) => names.map((name) => ({ id: `role DeviceManagement${name}`, type: "Role" }));
    expect(Object.fromEntries(asked)).toEqual({
      read: [{ resourceAppId: "graph", resourceAccesses: roles("ServiceConfig.Read.All") }],
      write: [{ resourceAppId: "graph", resourceAccesses: roles("ServiceConfig.ReadWrite.All", "Apps.Read.All") }],
    });
  });

  test("lets no pull request and no branch sign in as the application that can write", () => {
    const trusts = inputsOf(
      "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
    ).map(({ applicationId, subject, audiences }) => `${applicationId} ${subject} ${audiences}`);
    expect(trusts.sort()).toEqual([
      "id of read repo:contoso/intune:pull_request api://AzureADTokenExchange",
      "id of read repo:contoso/intune:ref:refs/heads/main api://AzureADTokenExchange",
      "id of write pulumi:environments:org:contoso:env:intune/production azure:contoso",
      "id of write repo:contoso/intune:environment:intune api://AzureADTokenExchange",
    ]);
  });

  test("declares the tokens that its environment takes from the vault, as secrets", () => {
    const secret = (value: string) => ({ [runtime.specialSigKey]: runtime.specialSecretSig, value });
    const tokens = ofType("pulumi-nodejs:dynamic/intune:VppToken");
    expect(Object.fromEntries(tokens.map(({ name, inputs }) => [name, inputs.token]))).toEqual({
      london: secret(tokenText({ token: `${project}:londonVppToken` })),
      paris: secret(tokenText({ token: `${project}:parisVppToken` })),
    });
    for (const reference of Object.values<string>(environment.pulumiConfig)) {
      expect(Object.keys(environment.azure.tokens["fn::open::azure-secrets"].get)).toContain(
        /^\$\{azure\.tokens\.(\w+)\}$/.exec(reference)?.[1],
      );
    }
  });

  test("signs in to Intune with the environment's token, and leaves azuread's variables alone", () => {
    expect(connectionSettings("intune", () => undefined, environment.environmentVariables)).toMatchObject({
      method: "oidc",
      oidc: { from: "token", token: environment.environmentVariables.INTUNE_OIDC_TOKEN },
    });
    expect(Object.keys(environment.environmentVariables).filter((name) => !name.startsWith("INTUNE_"))).toEqual([]);
  });
});

/** Who was granted what; of Microsoft Graph, or it stands out. */
function granted({ appRoleId, principalObjectId, resourceObjectId }: Declared["inputs"]): string {
  const of = resourceObjectId === "principal of graph" ? "" : ` of ${resourceObjectId}`;
  return `${principalObjectId}: ${String(appRoleId).replace("role ", "")}${of}`;
}
