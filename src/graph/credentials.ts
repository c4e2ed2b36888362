import type { TokenCredentialOptions } from "@azure/identity";
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

/**
 * The credential for the settings. @azure/identity is loaded here, and not before.
 * @param timeLimitSeconds How long one of its requests, or a program that it asks, may take: it sets no limit itself.
 */
export function credential(settings: SignInSettings, timeLimitSeconds: number): Credential {
  const identity = azureIdentity();
  const requests = { additionalPolicies: [{ policy: timeLimit(timeLimitSeconds), position: "perRetry" as const }] };
  const programs = { processTimeoutInMs: timeLimitSeconds * 1000 };
  const options = { ...requests, authorityHost: settings.authorityHost, ...trust(settings.authorityHost) };
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
      return new identity.ManagedIdentityCredential({
        ...requests,
        ...(settings.clientId === undefined ? {} : { clientId: settings.clientId }),
      });
    case "azureCli":
      return new identity.AzureCliCredential({
        ...programs,
        ...(settings.tenantId === undefined ? {} : { tenantId: settings.tenantId }),
      });
    case "default":
      return new identity.DefaultAzureCredential({
        ...options,
        ...programs,
        ...(settings.tenantId === undefined ? {} : { tenantId: settings.tenantId }),
        ...(settings.clientId === undefined ? {} : { managedIdentityClientId: settings.clientId }),
      });
  }
}

/** What the library's pipeline of requests calls a policy. */
type Policy = NonNullable<TokenCredentialOptions["additionalPolicies"]>[number]["policy"];

function timeLimit(seconds: number): Policy {
  return {
    name: "timeLimit",
    sendRequest: (request, next) => {
      // Its own `timeout` leaves a timer behind that keeps the process alive.
      request.abortSignal = AbortSignal.timeout(seconds * 1000);
      return next(request);
    },
  };
}

/** A sign-in host that isn't Microsoft's cannot be confirmed by Microsoft's: whoever configured it vouches for it. */
function trust(authorityHost: string): { readonly disableInstanceDiscovery?: true } {
  const isKnown = Object.values(clouds).some((cloud) => cloud.authorityHost === authorityHost);
  return isKnown ? {} : { disableInstanceDiscovery: true };
}
