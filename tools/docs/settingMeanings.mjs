// @ts-check
// What each key of the configuration means, in a sentence or two, and which variables pipelines have besides.

/** @type {Readonly<Record<import("../../src/graph/config/settingKeys.js").SettingKey, string>>} */
export const settingMeanings = {
  tenantId: "The directory (tenant) id, a GUID, or one of the tenant's domains.",
  clientId: "The application (client) id; with `useMsi`, that of a user-assigned managed identity.",
  clientSecret: "A client secret of the application. Setting it chooses this way to sign in.",
  clientCertificatePath:
    "A PEM file with a certificate of the application and its private key. Setting it chooses this way to sign in.",
  clientCertificatePassword: "The password of that file's private key, if it has one.",
  useOidc: "`true` exchanges an OpenID Connect token of the pipeline: nothing secret has to be kept anywhere.",
  oidcToken: "The OpenID Connect token itself. Setting it chooses this way to sign in.",
  oidcTokenFilePath:
    "A file with that token, which is read anew for each exchange. Setting it chooses this way to sign in.",
  useMsi: "`true` signs in with the managed identity of the Azure machine or service that Pulumi runs on.",
  useCli: "`true` signs in as whoever has done `az login`.",
  environment: "The cloud: `global` (default), `usgovernment` (GCC High), `usgovernmentdod` or `china`.",
  apiVersion:
    "The version of Graph, `v1.0` or `beta`, for whatever doesn't say. Default: `v1.0`, and beta where it is needed.",
  graphEndpoint:
    "The address of Graph, without the version, if it isn't the cloud's. Plain http is taken for this computer only: that is the emulator.",
  authorityHost: "The address that accounts sign in at, if it isn't the cloud's.",
  accessToken: "A ready access token for Graph, instead of a way to sign in. It isn't renewed. The emulator takes any.",
};

/**
 * Where a pipeline's OpenID Connect token comes from: the pipeline, its variables, and who sets them. The order is that of
 * src/graph/config/oidcSource.ts.
 * @type {readonly (readonly [string, string, string])[]}
 */
export const pipelineVariables = [
  [
    "GitLab",
    "`INTUNE_OIDC_TOKEN` or `ARM_OIDC_TOKEN`, those of `oidcToken`",
    "the job, with `id_tokens`; the `aud` is [the cloud's](#the-audience-of-a-pipelines-token)",
  ],
  [
    "GitHub Actions",
    "`ACTIONS_ID_TOKEN_REQUEST_URL` with `ACTIONS_ID_TOKEN_REQUEST_TOKEN`",
    "GitHub, in a job with `permissions: id-token: write`",
  ],
  [
    "one that answers as GitHub does",
    "`ARM_OIDC_REQUEST_URL` with `ARM_OIDC_REQUEST_TOKEN`, as azuread has them; not with a service connection",
    "you",
  ],
  [
    "Azure DevOps",
    "`ARM_OIDC_AZURE_SERVICE_CONNECTION_ID` or `ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID`, with `SYSTEM_ACCESSTOKEN` or `ARM_OIDC_REQUEST_TOKEN`",
    "the step, in its `env`: the id of the service connection, and `$(System.AccessToken)`",
  ],
];
