import { SettingsError } from "./settingSource";

/** The Graph endpoint and the sign-in host of a Microsoft cloud. */
export interface Cloud {
  readonly graphEndpoint: `https://${string}`;
  readonly authorityHost: `https://${string}`;
  /** The audience of a pipeline's token that is exchanged there: the default of a federated credential of this cloud. */
  readonly audience: `api://${string}`;
}

/**
 * Sources: Microsoft Graph documentation, "National cloud deployments"; Microsoft Entra documentation, "Configure an
 * application to trust a managed identity", for the audiences.
 */
export const clouds = {
  global: {
    graphEndpoint: "https://graph.microsoft.com",
    authorityHost: "https://login.microsoftonline.com",
    audience: "api://AzureADTokenExchange",
  },
  usgovernment: {
    graphEndpoint: "https://graph.microsoft.us",
    authorityHost: "https://login.microsoftonline.us",
    audience: "api://AzureADTokenExchangeUSGov",
  },
  usgovernmentdod: {
    graphEndpoint: "https://dod-graph.microsoft.us",
    authorityHost: "https://login.microsoftonline.us",
    audience: "api://AzureADTokenExchangeUSGov",
  },
  china: {
    graphEndpoint: "https://microsoftgraph.chinacloudapi.cn",
    authorityHost: "https://login.chinacloudapi.cn",
    audience: "api://AzureADTokenExchangeChina",
  },
} as const satisfies Readonly<Record<string, Cloud>>;

export type CloudName = keyof typeof clouds;

/** The other names that the azuread and azurerm providers give these clouds, in ARM_ENVIRONMENT. */
const otherNames: Readonly<Record<string, CloudName>> = {
  public: "global",
  usgovernmentl4: "usgovernment",
  usgovernmentl5: "usgovernmentdod",
  dod: "usgovernmentdod",
};

/**
 * The cloud of that name.
 * @param setting - the configuration key or variable that holds the name, for the message
 * @throws SettingsError when there is no such cloud
 */
export function cloud(name: string, setting: string): Cloud {
  const known = Object.hasOwn(otherNames, name) ? otherNames[name] : name;
  const found = Object.entries<Cloud>(clouds).find(([cloudName]) => cloudName === known);
  if (found === undefined) {
    throw new SettingsError(
      `${setting} names the environment "${name}", which does not exist. Use one of: ${Object.keys(clouds).join(", ")}.`,
    );
  }
  return found[1];
}
