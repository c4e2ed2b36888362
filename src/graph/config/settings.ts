import type { ApiVersion } from "../../definitions/entity";
import { apiVersions } from "../../definitions/entity";
import { type ChosenMethod, chosenMethod, methodLabels } from "./credentialMethod";
import { type Endpoints, endpoints } from "./endpoints";
import { checkedOidcSources, type OidcSource, oidcSource } from "./oidcSource";
import { configurationKey, defaultNamespace, levels, type SettingKey } from "./settingKeys";
import { checkedNames, environmentNote, type SettingSource, SettingsError, setting } from "./settingSource";

export { configurationKey, defaultNamespace } from "./settingKeys";
export { SettingsError } from "./settingSource";

/** What every connection has, whatever its way to sign in. */
interface ConnectionBase extends Endpoints {
  /** The configuration namespace, `intune` for the default connection. */
  readonly namespace: string;
  /** The version asked for in the configuration; unset: by need. */
  readonly apiVersion?: ApiVersion;
  /** Where the sign-in method is configured. Refresh and destroy use a copy of the stack's configuration. */
  readonly signInFrom: "stack configuration" | "environment";
}

interface Application {
  /** Directory (tenant) id or domain. */
  readonly tenantId: string;
  /** Application (client) id. */
  readonly clientId: string;
}

/** How to sign in, by `method`. */
export type SignInMethod =
  | ({ readonly method: "accessToken"; readonly accessToken: string } & Pick<Partial<Application>, "tenantId">)
  | ({ readonly method: "clientSecret"; readonly clientSecret: string } & Application)
  | ({
      readonly method: "clientCertificate";
      /** A PEM file that holds the certificate and its private key. */
      readonly certificatePath: string;
      readonly certificatePassword?: string;
    } & Application)
  | ({ readonly method: "oidc"; readonly oidc: OidcSource } & Application)
  | ({ readonly method: "managedIdentity" } & Partial<Application>)
  | ({ readonly method: "azureCli" } & Pick<Partial<Application>, "tenantId">)
  | ({ readonly method: "default" } & Partial<Application>);

/** Everything that is needed to talk to one tenant. */
export type ConnectionSettings = ConnectionBase & SignInMethod;

/**
 * The settings of a connection, from the stack's configuration and, for the default connection, from the environment.
 * @param namespace - the configuration namespace, `intune` by default
 * @param configured - reads the stack's configuration, for example `intune:tenantId`
 * @param environment - the variables of the process
 * @throws SettingsError when settings are missing, contradict each other, or are invalid
 */
export function connectionSettings(
  namespace: string,
  configured: (key: string) => string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): ConnectionSettings {
  const source: SettingSource = { namespace, configured, environment };
  const chosen = chosenMethod(source);
  const apiVersion = apiVersionOf(source);
  return {
    namespace,
    ...endpoints(source),
    ...(apiVersion === undefined ? {} : { apiVersion }),
    signInFrom: chosen?.by.level === "configuration" ? "stack configuration" : "environment",
    ...(chosen === undefined ? defaultChain(source) : signInSettings(source, chosen)),
  };
}

function apiVersionOf(source: SettingSource): ApiVersion | undefined {
  const found = setting(source, "apiVersion");
  if (found === undefined) return undefined;
  const version = apiVersions.find((each) => each === found.value);
  if (version === undefined) {
    throw new SettingsError(`${found.name} is "${found.value}". The versions of Graph are ${apiVersions.join(", ")}.`);
  }
  return version;
}

/** No method was chosen: Azure's default chain, which reads the environment and so serves the default connection only. */
function defaultChain(source: SettingSource): SignInMethod {
  if (source.namespace !== defaultNamespace) {
    const keys = ["clientSecret", "clientCertificatePath", "useOidc", "useMsi", "useCli", "accessToken"] as const;
    const name = (key: SettingKey) => configurationKey(source.namespace, key);
    throw new SettingsError(
      `The connection "${source.namespace}" has no credential. Set ${name("tenantId")} and ` +
        `${name("clientId")} with \`pulumi config set\`, and one of ` +
        `${keys.map(name).join(", ")}.${environmentNote(source)}`,
    );
  }
  return { method: "default", ...optional(source, "tenantId"), ...optional(source, "clientId") };
}

function signInSettings(source: SettingSource, chosen: ChosenMethod): SignInMethod {
  const { method, by } = chosen;
  switch (method) {
    case "accessToken":
      return { method, accessToken: headerSafe(by.value, by.name), ...statedTenant(source, chosen) };
    case "clientSecret":
      return { method, ...application(source, chosen), clientSecret: by.value };
    case "clientCertificate": {
      const password = setting(source, "clientCertificatePassword")?.value;
      return {
        method,
        ...application(source, chosen),
        certificatePath: by.value,
        ...(password === undefined ? {} : { certificatePassword: password }),
      };
    }
    case "oidc": {
      const oidc = oidcSource(source);
      const missing = oidc === undefined ? [`a token to exchange: ${checkedOidcSources(source).join(", ")}`] : [];
      const ids = application(source, chosen, missing);
      if (oidc === undefined) throw missingSettings(source, chosen, missing);
      return { method, ...ids, oidc };
    }
    case "managedIdentity":
      return { method, ...optional(source, "clientId"), ...statedTenant(source, chosen) };
    case "azureCli":
      return { method, ...optional(source, "tenantId") };
  }
}

function optional<Key extends "tenantId" | "clientId">(
  source: SettingSource,
  key: Key,
): { readonly [K in Key]?: string } {
  const found = setting(source, key);
  const none: { readonly [K in Key]?: string } = {};
  return found === undefined ? none : { ...none, [key]: found.value };
}

/**
 * The tenant that the settings name where signing in doesn't need it: a statement about the credential only from the level
 * that chose it, or from one above.
 */
function statedTenant(source: SettingSource, { by }: ChosenMethod): { readonly tenantId?: string } {
  const found = setting(source, "tenantId");
  return found !== undefined && levels.indexOf(found.level) <= levels.indexOf(by.level)
    ? { tenantId: found.value }
    : {};
}

/** The application's ids. @throws SettingsError that names each missing one, and `alsoMissing` with it */
function application(source: SettingSource, chosen: ChosenMethod, alsoMissing: readonly string[] = []): Application {
  const tenantId = setting(source, "tenantId");
  const clientId = setting(source, "clientId");
  const keys: readonly SettingKey[] = [
    ...(tenantId === undefined ? (["tenantId"] as const) : []),
    ...(clientId === undefined ? (["clientId"] as const) : []),
  ];
  const missing = [...keys.map((key) => `${key}: ${checkedNames(source, key).join(", ")}`), ...alsoMissing];
  if (tenantId === undefined || clientId === undefined) throw missingSettings(source, chosen, missing);
  return { tenantId: tenantId.value, clientId: clientId.value };
}

function missingSettings(
  source: SettingSource,
  { method, by }: ChosenMethod,
  missing: readonly string[],
): SettingsError {
  return new SettingsError(
    `The connection "${source.namespace}" uses ${methodLabels[method]} (${by.name}), but required settings are ` +
      `missing. Checked, in this order:\n${missing.map((line) => `  - ${line}`).join("\n")}\n` +
      `Set one of each line.${environmentNote(source)}`,
  );
}

/** fetch() repeats an invalid header value in its error, so an invalid token must not reach it. */
function headerSafe(token: string, name: string): string {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new SettingsError(
      `${name} is not an access token: it contains spaces, line breaks or characters beyond ASCII.`,
    );
  }
  return token;
}
