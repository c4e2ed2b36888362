/** One key of the stack's configuration, and the variables that serve when it is unset, in addition to INTUNE_…. */
interface SettingRow {
  /** What the azuread and azurerm providers read. */
  readonly arm?: string;
  /** What Microsoft's own SDKs read. */
  readonly azure?: string;
  readonly secret?: true;
}

/**
 * Every key of the namespace `intune` (or of a connection's own namespace).
 * Sources: azuread provider, "Authenticating to Azure Active Directory"; @azure/identity, "Environment variables".
 */
export const settingKeys = {
  tenantId: { arm: "ARM_TENANT_ID", azure: "AZURE_TENANT_ID" },
  clientId: { arm: "ARM_CLIENT_ID", azure: "AZURE_CLIENT_ID" },
  clientSecret: { arm: "ARM_CLIENT_SECRET", azure: "AZURE_CLIENT_SECRET", secret: true },
  clientCertificatePath: { arm: "ARM_CLIENT_CERTIFICATE_PATH", azure: "AZURE_CLIENT_CERTIFICATE_PATH" },
  clientCertificatePassword: {
    arm: "ARM_CLIENT_CERTIFICATE_PASSWORD",
    azure: "AZURE_CLIENT_CERTIFICATE_PASSWORD",
    secret: true,
  },
  useOidc: { arm: "ARM_USE_OIDC" },
  oidcToken: { arm: "ARM_OIDC_TOKEN", secret: true },
  oidcTokenFilePath: { arm: "ARM_OIDC_TOKEN_FILE_PATH", azure: "AZURE_FEDERATED_TOKEN_FILE" },
  useMsi: { arm: "ARM_USE_MSI" },
  useCli: { arm: "ARM_USE_CLI" },
  environment: { arm: "ARM_ENVIRONMENT" },
  apiVersion: {},
  graphEndpoint: {},
  authorityHost: { azure: "AZURE_AUTHORITY_HOST" },
  accessToken: { secret: true },
} as const satisfies Readonly<Record<string, SettingRow>>;

export type SettingKey = keyof typeof settingKeys;

/** Where a setting can come from, the most explicit first. */
export const levels = ["configuration", "INTUNE_", "ARM_", "AZURE_"] as const;
export type Level = (typeof levels)[number];

/** The namespace that a resource without `connection` uses; the environment's variables speak to it alone. */
export const defaultNamespace = "intune";

/**
 * What the key is called in the stack's configuration.
 * @param namespace Of the key. One that is itself a key, such as `intune:connections.contoso`, holds it as a member.
 */
export function configurationKey(namespace: string, key: SettingKey): string {
  return namespace.includes(":") ? `${namespace}.${key}` : `${namespace}:${key}`;
}

/** What the setting is called on that level; undefined when that level has no name for it. */
export function settingName(namespace: string, key: SettingKey, level: Level): string | undefined {
  if (level === "configuration") return configurationKey(namespace, key);
  if (namespace !== defaultNamespace) return undefined;
  const row: SettingRow = settingKeys[key];
  if (level === "ARM_") return row.arm;
  if (level === "AZURE_") return row.azure;
  return `INTUNE_${key.replace(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase()}`;
}
