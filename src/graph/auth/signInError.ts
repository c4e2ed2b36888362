import { isObject, textOf } from "../../json";
import { methodLabels } from "../config/credentialMethod";
import { configurationKey, type SettingKey } from "../config/settingKeys";
import { runProgramHint } from "../errors/explain";
import { cleaned } from "../errors/foreignText";
import { redact } from "../errors/redact";
import type { SignInSettings } from "./credentials";

/** Signing in failed. The message is complete for the person who reads it, and holds no secret. */
export class SignInError extends Error {
  override readonly name = "SignInError";
}

/** What to check, by method. The strings follow a colon. */
const checks: Readonly<Record<SignInSettings["method"], (name: (key: SettingKey) => string) => string>> = {
  clientSecret: (name) =>
    `${name("tenantId")}, ${name("clientId")} and ${name("clientSecret")} (the secret's value, not its id), and whether the secret has expired`,
  clientCertificate: (name) =>
    `${name("tenantId")}, ${name("clientId")}, and that ${name("clientCertificatePath")} names a PEM file with the certificate uploaded to the application and its private key`,
  oidc: (name) =>
    `${name("tenantId")}, ${name("clientId")}, and that the application has a federated credential whose issuer, subject and audience are those of this pipeline's token`,
  managedIdentity: () => "that this machine has a managed identity (clientId chooses among several)",
  azureCli: () => "that `az` is installed and `az login` was run for this tenant",
  default: (name) =>
    `either \`az login\`, or the settings ${name("tenantId")}, ${name("clientId")} and one of ${name("clientSecret")}, ${name("clientCertificatePath")}, ${name("useOidc")}, or their INTUNE_, ARM_ or AZURE_ variables`,
};

/** The error of a failed sign-in: what was tried, what Microsoft said, what to check. */
export function signInError(settings: SignInSettings, error: unknown): SignInError {
  const tenant = "tenantId" in settings && settings.tenantId !== undefined ? ` to the tenant ${settings.tenantId}` : "";
  const where =
    settings.method === "azureCli" || settings.method === "managedIdentity" ? "" : ` at ${settings.authorityHost}`;
  const hint = settings.signInFrom === "stack configuration" ? ` ${runProgramHint}` : "";
  const nameOf = (key: SettingKey) => configurationKey(settings.namespace, key);
  const reason = redact(cleaned(reasonOf(error)), secretsOf(settings));
  return new SignInError(
    `signing in${tenant}${where} with ${methodLabels[settings.method]} (connection "${settings.namespace}", ` +
      `scope ${settings.scope}) failed: ${reason} Check: ${checks[settings.method](nameOf)}.${hint}`,
  );
}

/**
 * Microsoft's own sentence, from AADSTS to before its trace ids; without one, the start of the library's message. For a
 * chain, the first sentence of each member.
 */
function reasonOf(error: unknown): string {
  if (isObject(error) && Array.isArray(error.errors)) {
    const errors: readonly unknown[] = error.errors;
    return `every method of the chain failed: ${errors.map((each) => firstSentence(reasonOf(each))).join("; ")}.`;
  }
  const message = (isObject(error) ? textOf(error.message) : undefined) ?? "no reason was given";
  const aadsts = /AADSTS\d+:[^\r\n]*?(?=[\s-]*(Trace ID|Correlation ID|Timestamp):|[\r\n]|$)/.exec(message)?.[0];
  if (aadsts === undefined && /\b(endpoints_resolution_error|network_error)\b/.test(message)) {
    return "the sign-in service could not be reached. Check the network. Behind a proxy, check that HTTPS_PROXY names it and that its certificate is trusted (NODE_EXTRA_CA_CERTS).";
  }
  const text = (aadsts ?? message.split(/[\r\n]/)[0] ?? message).trim().slice(0, 500);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

const firstSentence = (text: string): string => text.split(/\.(?=\s|$)/)[0] ?? text;

function secretsOf(settings: SignInSettings): string[] {
  switch (settings.method) {
    case "clientSecret":
      return [settings.clientSecret];
    case "clientCertificate":
      return settings.certificatePassword === undefined ? [] : [settings.certificatePassword];
    case "oidc":
      switch (settings.oidc.from) {
        case "token":
          return [settings.oidc.token];
        case "request":
          return [settings.oidc.bearer];
        case "azure pipelines":
          return [settings.oidc.systemAccessToken];
        case "file":
          return [];
      }
  }
  return [];
}
