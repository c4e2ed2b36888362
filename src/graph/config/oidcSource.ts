import { tokenAudience } from "./endpoints";
import { defaultNamespace, levels } from "./settingKeys";
import { checkedNames, type SettingSource, settingAt, variable } from "./settingSource";

/** Where the token comes from that is exchanged for an access token. */
export type OidcSource =
  | { readonly from: "token"; readonly token: string }
  /** A file whose content is replaced while it is in use (Kubernetes does), so it is read for each exchange. */
  | { readonly from: "file"; readonly path: string }
  /** GitHub's endpoint, and whatever speaks like it. */
  | { readonly from: "request"; readonly url: string; readonly bearer: string; readonly audience: string }
  | { readonly from: "azure pipelines"; readonly serviceConnectionId: string; readonly systemAccessToken: string };

/** GitHub's own variables. They name no tenant and no application, so any connection that asks for OIDC may use them. */
const githubRequest = ["ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"] as const;
/** The same two as the azuread provider calls them; with a service connection they are Azure DevOps' instead. */
const azureadRequest = ["ARM_OIDC_REQUEST_URL", "ARM_OIDC_REQUEST_TOKEN"] as const;
const serviceConnections = ["ARM_OIDC_AZURE_SERVICE_CONNECTION_ID", "ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID"] as const;
/** As azure-native and the azuredevops provider call it, for a federated credential with an audience of one's own. */
const audienceVariable = "ARM_OIDC_AUDIENCE";
const pipelineAccess = ["SYSTEM_ACCESSTOKEN", "ARM_OIDC_REQUEST_TOKEN"] as const;

/** The source of the token: given, in a file, GitHub's endpoint, Azure DevOps; undefined when there is none. */
export function oidcSource(source: SettingSource): OidcSource | undefined {
  for (const level of levels) {
    const token = settingAt(source, "oidcToken", level);
    if (token !== undefined) return { from: "token", token: token.value };
    const file = settingAt(source, "oidcTokenFilePath", level);
    if (file !== undefined) return { from: "file", path: file.value };
  }
  const isDefault = source.namespace === defaultNamespace;
  const first = (names: readonly string[]) =>
    names.map((name) => variable(source, name)).find((value) => value !== undefined);
  const serviceConnectionId = isDefault ? first(serviceConnections) : undefined;
  const requests = isDefault && serviceConnectionId === undefined ? [githubRequest, azureadRequest] : [githubRequest];
  for (const [urlName, bearerName] of requests) {
    const url = variable(source, urlName);
    const bearer = variable(source, bearerName);
    if (url === undefined || bearer === undefined) continue;
    const audience = (isDefault ? variable(source, audienceVariable) : undefined) ?? tokenAudience(source);
    return { from: "request", url, bearer, audience };
  }
  const systemAccessToken = first(pipelineAccess);
  if (serviceConnectionId !== undefined && systemAccessToken !== undefined) {
    return { from: "azure pipelines", serviceConnectionId, systemAccessToken };
  }
  return undefined;
}

/** Everything that `oidcSource` looks at, for the message when nothing was found. */
export function checkedOidcSources(source: SettingSource): string[] {
  const names = [
    ...checkedNames(source, "oidcToken"),
    ...checkedNames(source, "oidcTokenFilePath"),
    `${githubRequest.join(" with ")} (a GitHub job has them with \`permissions: id-token: write\`)`,
  ];
  if (source.namespace !== defaultNamespace) return names;
  return [
    ...names,
    azureadRequest.join(" with "),
    `${serviceConnections.join(" or ")} with ${pipelineAccess.join(" or ")} (Azure DevOps)`,
  ];
}
