// @ts-check
// The page of configuration keys and environment variables.
import { code, generatedFrom, page, section, table } from "./markdown.mjs";
import { compiled } from "./package.mjs";
import { pipelineVariables, settingMeanings } from "./settingMeanings.mjs";

/** @typedef {import("../../src/graph/config/settingKeys.js").SettingKey} SettingKey */

/** @type {typeof import("../../src/graph/config/settingKeys.js")} */
const { settingKeys, levels, defaultNamespace, settingName } = compiled("graph/config/settingKeys");
/** @type {typeof import("../../src/graph/config/clouds.js")} */
const { clouds } = compiled("graph/config/clouds");
const keys = /** @type {SettingKey[]} */ (Object.keys(settingKeys));

export function configurationPage() {
  return page(
    generatedFrom("src/graph/config/settingKeys.ts and tools/docs/settingMeanings.mjs"),
    "# Configuration",
    "How the package is told which tenant to talk to, and as whom. None of it is an argument of a resource, so that none of it is in a resource's state.",
    section(
      "Keys",
      ...introduction,
      table(
        ["key", "meaning"],
        keys.map((key) => [title(key), settingMeanings[key]]),
      ),
    ),
    section(
      "Environment variables",
      "When a key is unset, the first of its variables that is set serves instead. An empty one counts as unset.",
      table(
        ["key", "variables, in the order in which they are looked at"],
        keys.map((key) => [code(key), variables(key)]),
      ),
    ),
    section("OpenID Connect in a pipeline", ...pipelines),
    section("The audience of a pipeline's token", ...audiences),
    section("Which way to sign in is taken", ...choosing),
    section("Proxies", ...proxies),
    section(
      "See also",
      "- [Credentials and least privilege](guides/credentials.md)\n- [Many tenants](guides/tenants.md)",
    ),
  );
}

const introduction = [
  "Set them for a stack:",
  "```sh\npulumi config set intune:tenantId 00000000-0000-0000-0000-000000000000\npulumi config set --secret intune:clientSecret\n```",
  `The namespace is ${code(defaultNamespace)}, or the one that a resource's argument ${code("connection")} names: with ${code('connection: "contoso"')} the keys are ${code("contoso:tenantId")} and so on. Environment variables serve ${code(defaultNamespace)} only, but for [GitHub's own](#openid-connect-in-a-pipeline).`,
];

const pipelines = [
  "With `useOidc`, the token to exchange is `oidcToken`, or the content of `oidcTokenFilePath`, or what the variables of the pipeline lead to. This is what a pipeline needs besides `tenantId` and `clientId`, in the order in which it is looked at:",
  table(["pipeline", "variables", "set by"], pipelineVariables),
  `GitHub's own variables name no tenant, so they serve every connection with ${code("useOidc")}; all others serve ${code(defaultNamespace)} only.`,
];

const audiences = [
  "Entra takes a pipeline's token if it is for the audience that the application's federated credential names. The portal fills in that of the cloud:",
  table(
    ["`environment`", "audience"],
    Object.entries(clouds).map(([name, { audience }]) => [code(name), code(audience)]),
  ),
  `GitHub is asked for a token for that audience, or for the one in ${code("ARM_OIDC_AUDIENCE")}, as azure-native calls the variable; it serves ${code(defaultNamespace)} only. In GitLab, the job names the audience itself.`,
];

const proxies = [
  "Requests to Graph, for signing in and for a pipeline's token go through the proxy that `HTTPS_PROXY` names, except to the hosts in `NO_PROXY`. Both are variables of the environment that `pulumi` runs in, and hold for every connection; in small letters they count, too.",
  "```sh\nexport HTTPS_PROXY=http://user:password@proxy.contoso.example:8080   # the user and the password, if it asks for them\nexport NO_PROXY=intranet.contoso.example,.local                       # a host, and all whose names end so\n```",
  "Signs such as `@`, `/` and `%` in the password are written `%40`, `%2F` and `%25`. No message shows the user or the password. Plain http, which is for the emulator on this computer, goes by no proxy.",
  "A proxy that opens the traffic shows a certificate of its own. Name the file (PEM) of the authority that issued it in `NODE_EXTRA_CA_CERTS`, before `pulumi` starts: Node reads that variable once.",
];

const choosing = [
  "The most explicit place that names a way wins: the stack's configuration before `INTUNE_…` before `ARM_…` before `AZURE_…`. Two ways named in one place are an error that lists both. With none named, the usual chain of `@azure/identity` is tried: environment, workload identity, managed identity, Azure CLI and so on.",
  "`pulumi refresh` and `pulumi destroy` use the configuration of the last `pulumi up`, as Pulumi keeps it in the state; `--run-program` makes them use the current one. Variables are always the current ones.",
];

/** @param {SettingKey} key */
function title(key) {
  return `${code(key)}${"secret" in settingKeys[key] ? " (secret)" : ""}`;
}

/** @param {SettingKey} key */
function variables(key) {
  return levels
    .filter((level) => level !== "configuration")
    .map((level) => settingName(defaultNamespace, key, level))
    .filter((name) => name !== undefined)
    .map(code)
    .join(", ");
}
