import { clouds } from "./clouds";
import { azureIdentity } from "./libraries";
import { oidcAssertion } from "./oidcAssertion";
import type { ConnectionSettings } from "./settings";

/** What is needed of a credential of @azure/identity. */
export interface Credential {
  getToken(
    scopes: string,
    options: { readonly abortSignal: AbortSignal },
  ): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>;
}

/** Settings that need signing in; a ready access token doesn't. */
export type SignInSettings = Exclude<ConnectionSettings, { readonly method: "accessToken" }>;

/** The credential for the settings. @azure/identity is loaded here, and not before. */
export function credential(settings: SignInSettings): Credential {
  const identity = azureIdentity();
  const options = { authorityHost: settings.authorityHost, ...trust(settings.authorityHost) };
  switch (settings.method) {
    case "clientSecret":
      return new identity.ClientSecretCredential(settings.tenantId, settings.clientId, settings.clientSecret, options);
    case "clientCertificate":
      return new identity.ClientCertificateCredential(
        settings.tenantId,
        settings.clientId,
        {
          certificatePath: settings.certificatePath,
          ...(settings.certificatePassword === undefined ? {} : { certificatePassword: settings.certificatePassword }),
        },
        options,
      );
    case "oidc": {
      const { tenantId, clientId, oidc } = settings;
      return oidc.from === "azure pipelines"
        ? new identity.AzurePipelinesCredential(
            tenantId,
            clientId,
            oidc.serviceConnectionId,
            oidc.systemAccessToken,
            options,
          )
        : new identity.ClientAssertionCredential(tenantId, clientId, () => oidcAssertion(oidc), options);
    }
    case "managedIdentity":
      return new identity.ManagedIdentityCredential(
        settings.clientId === undefined ? {} : { clientId: settings.clientId },
      );
    case "azureCli":
      return new identity.AzureCliCredential(settings.tenantId === undefined ? {} : { tenantId: settings.tenantId });
    case "default":
      return new identity.DefaultAzureCredential({
        ...options,
        ...(settings.tenantId === undefined ? {} : { tenantId: settings.tenantId }),
        ...(settings.clientId === undefined ? {} : { managedIdentityClientId: settings.clientId }),
      });
  }
}

/** A sign-in host that isn't Microsoft's cannot be confirmed by Microsoft's: whoever configured it vouches for it. */
function trust(authorityHost: string): { readonly disableInstanceDiscovery?: true } {
  const isKnown = Object.values(clouds).some((cloud) => cloud.authorityHost === authorityHost);
  return isKnown ? {} : { disableInstanceDiscovery: true };
}
