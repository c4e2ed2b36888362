import type { TokenCredentialOptions } from "@azure/identity";
import { clouds } from "../config/clouds";
import type { ConnectionSettings } from "../config/settings";
import type { AccessToken } from "./accessToken";
import { oidcAssertion } from "./oidcAssertion";
import { signInError } from "./signInError";

/** What is needed of a credential of @azure/identity. */
export interface Credential {
  getToken(
    scopes: string,
    options: { readonly abortSignal: AbortSignal },
  ): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>;
}

/** Settings that need a sign-in; a ready access token doesn't. */
export type SignInSettings = Exclude<ConnectionSettings, { readonly method: "accessToken" }>;

/** Takes long to load, so it is loaded with the first sign-in. */
const azureIdentity = (): typeof import("@azure/identity") => require("@azure/identity");

/**
 * The credential for the settings.
 * @param timeoutMs How long one of its requests, or a program that it runs, may take: the library sets no limit itself.
 */
function createCredential(settings: SignInSettings, timeoutMs: number): Credential {
  const identity = azureIdentity();
  const requests = { additionalPolicies: [{ policy: limitTime(timeoutMs), position: "perRetry" as const }] };
  const programs = { processTimeoutInMs: timeoutMs };
  const options = { ...requests, authorityHost: settings.authorityHost, ...discoveryOptions(settings.authorityHost) };
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

/** A step of the library's own request pipeline. */
type Policy = NonNullable<TokenCredentialOptions["additionalPolicies"]>[number]["policy"];

function limitTime(timeoutMs: number): Policy {
  return {
    name: "limitTime",
    sendRequest: (request, next) => {
      // Its own `timeout` leaves a timer behind that keeps the process alive.
      request.abortSignal = AbortSignal.timeout(timeoutMs);
      return next(request);
    },
  };
}

/** Microsoft's discovery service knows Microsoft's sign-in hosts only: whoever configured another one vouches for it. */
export function discoveryOptions(authorityHost: string): { readonly disableInstanceDiscovery?: true } {
  const isKnown = Object.values(clouds).some((cloud) => cloud.authorityHost === authorityHost);
  return isKnown ? {} : { disableInstanceDiscovery: true };
}

/**
 * Gives access tokens for the connection, by one credential made at the first need.
 *
 * A forced refresh uses a new credential, because a used one answers from its cache. (A managed identity and the Azure CLI
 * have caches beyond the credential, which can't be emptied.)
 * @param timeoutMs How long a sign-in may take, with all requests of the library.
 * @throws SignInError
 */
export function tokenAcquirer(
  settings: SignInSettings,
  timeoutMs: number,
): (forceRefresh?: boolean) => Promise<AccessToken> {
  let credential: Credential | undefined;
  return async (forceRefresh = false) => {
    try {
      if (forceRefresh) credential = undefined;
      credential ??= createCredential(settings, timeoutMs);
      const abortSignal = AbortSignal.timeout(timeoutMs);
      const answer = credential.getToken(settings.scope, { abortSignal });
      const token = await Promise.race([answer, failOnTimeout(abortSignal, timeoutMs)]);
      if (token === null || !/^[\x21-\x7e]+$/.test(token.token)) throw new Error("the answer held no access token");
      return token;
    } catch (error) {
      // It may still wait for its answer, and would make the next attempt wait for the same.
      credential = undefined;
      throw signInError(settings, error);
    }
  };
}

/** Fails when the time is up, which few of the library's credentials heed. */
function failOnTimeout(signal: AbortSignal, timeoutMs: number): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error(`no answer within ${timeoutMs / 1000} s.`)), {
      once: true,
    });
  });
}
