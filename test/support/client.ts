import { type ConnectionSettings, connectionSettings } from "../../src/graph/config/settings";

/** Where Graph has the VPP tokens, below a version. */
export const tokens = "/deviceAppManagement/vppTokens";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The answer's JSON, as an object to pick from; empty when there is none. */
  readonly body: { readonly [name: string]: unknown };
}

/**
 * Sends requests as a client with a bearer token would, whatever is answered.
 *
 * @param service The service, for paths that begin with its version.
 * @param always Headers of every request.
 */
export function clientOf(service: { readonly url: string }, always: Readonly<Record<string, string>> = {}) {
  return async (
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> => {
    const url = path.startsWith("http") ? path : `${service.url}${path}`;
    const answer = await fetch(url, {
      method,
      headers: { authorization: "Bearer test", "content-type": "application/json", ...always, ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, body: text === "" ? {} : objectIn(text) };
  };
}

/**
 * The settings of a connection to the service. No variable of this process is read.
 *
 * @param given The configuration besides the address; the access token is an opaque one unless it is given.
 */
export function settingsOf(
  service: { readonly url: string },
  given: Readonly<Record<string, string>> = {},
  namespace = "intune",
): ConnectionSettings {
  const values: Record<string, string> = { graphEndpoint: service.url, accessToken: "MARKED-BEARER", ...given };
  return connectionSettings(namespace, (key) => values[key.slice(namespace.length + 1)], {});
}

export function objectIn(text: string): { readonly [name: string]: unknown } {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null) throw new Error(`no JSON object: ${text}`);
  return { ...value };
}
