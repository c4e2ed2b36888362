import { isIPv4 } from "node:net";
import { type Cloud, cloud as cloudOf, clouds } from "./clouds";
import { type Setting, type SettingSource, SettingsError, setting } from "./settingSource";

/** Where requests and sign-ins go. */
export interface Endpoints {
  /** Base of every request, without a slash at the end and without the version. */
  readonly graphEndpoint: string;
  /** Base of the sign-in, without a slash at the end and without the tenant. */
  readonly authorityHost: string;
  /** The OAuth scope that is asked for: the Graph service the token is to be good for. */
  readonly scope: string;
}

/** Whether the host is this machine, so that nothing sent to it crosses a network. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || (isIPv4(hostname) && hostname.startsWith("127."));
}

function url(found: Setting, example: string): URL {
  const parsed = URL.canParse(found.value) ? new URL(found.value) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw new SettingsError(`${found.name} is not a URL. It looks like ${example}.`);
  }
  if (parsed.username !== "" || parsed.password !== "" || parsed.search !== "" || parsed.hash !== "") {
    throw new SettingsError(
      `${found.name} must be a plain address like ${example}, without user, password, "?" or "#".`,
    );
  }
  return parsed;
}

const withoutSlash = (parsed: URL): string => `${parsed.origin}${parsed.pathname}`.replace(/\/+$/, "");

function graphEndpointOf(found: Setting): URL {
  const parsed = url(found, clouds.global.graphEndpoint);
  if (parsed.protocol === "http:" && !isLoopback(parsed.hostname)) {
    throw new SettingsError(
      `${found.name} is ${parsed.origin}, over plain http, which exposes the bearer token to the network. ` +
        "Use https; http is allowed for this machine only (127.0.0.1, [::1], localhost).",
    );
  }
  if (/\/(v1\.0|beta)\/*$/i.test(parsed.pathname)) {
    throw new SettingsError(`${found.name} ends in a version of Graph. Leave the version off; apiVersion chooses it.`);
  }
  return parsed;
}

function authorityHostOf(found: Setting): URL {
  const parsed = url(found, clouds.global.authorityHost);
  if (parsed.protocol !== "https:") {
    throw new SettingsError(`${found.name} is ${parsed.origin}, over plain http. Signing in requires https.`);
  }
  return parsed;
}

const chosenCloud = (environment: Setting | undefined): Cloud =>
  environment === undefined ? clouds.global : cloudOf(environment.value, environment.name);

/**
 * The addresses of a connection: those of its cloud, unless overridden.
 *
 * With an https `graphEndpoint` of one's own the scope follows it, because it names a Graph that the table of clouds
 * doesn't know (a sovereign cloud) and a token for another service must not be sent there. With plain http the
 * override is a local stand-in, for which no sign-in service has a scope, so that the cloud's stays.
 * @throws SettingsError for an unknown environment or an invalid address
 */
export function endpoints(source: SettingSource): Endpoints {
  const environment = setting(source, "environment");
  const cloud = chosenCloud(environment);
  const graph = setting(source, "graphEndpoint");
  const authority = setting(source, "authorityHost");
  const graphUrl = graph === undefined ? undefined : graphEndpointOf(graph);
  // AZURE_AUTHORITY_HOST is set by platforms (AKS does) for their own cloud: a cloud that someone chose wins over it.
  const authorityCounts = authority !== undefined && !(authority.level === "AZURE_" && environment !== undefined);
  return {
    graphEndpoint: graphUrl === undefined ? cloud.graphEndpoint : withoutSlash(graphUrl),
    authorityHost: authorityCounts ? withoutSlash(authorityHostOf(authority)) : cloud.authorityHost,
    scope: `${graphUrl?.protocol === "https:" ? graphUrl.origin : cloud.graphEndpoint}/.default`,
  };
}

/**
 * Whom a pipeline's token is for that is exchanged for the connection's access token. It is the place of signing in
 * that demands it, so that goes before the cloud that was chosen; one that isn't known takes the chosen one's.
 * @throws SettingsError for an unknown environment or an invalid address
 */
export function tokenAudience(source: SettingSource): string {
  const { authorityHost } = endpoints(source);
  const signedInAt = Object.values<Cloud>(clouds).find((cloud) => cloud.authorityHost === authorityHost);
  return (signedInAt ?? chosenCloud(setting(source, "environment"))).audience;
}
