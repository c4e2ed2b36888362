import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { certificateFor } from "./certificate";

/** A request for an access token, as the endpoint received it. */
export interface TokenRequest {
  /** The first part of the path. */
  readonly tenant: string;
  /** The form's fields. */
  readonly form: Readonly<Record<string, string>>;
}

/** A request for an OIDC token, as the endpoint received it. */
export interface OidcRequest {
  readonly method: string;
  readonly query: Readonly<Record<string, string>>;
  readonly authorization: string;
}

/** The token that `oidcUrl` gives. */
export const pipelineToken = "an-oidc-token-of-the-pipeline";

export interface TokenEndpoint {
  /** What to give as `authorityHost`. */
  readonly url: string;
  /** An address that gives OIDC tokens, as GitHub's does to GET and Azure DevOps' to POST. */
  readonly oidcUrl: string;
  /** The certificate's own file with its private key, as an application would sign in with. */
  readonly keyFile: string;
  /** The file of the certificate that the caller has to trust (NODE_EXTRA_CA_CERTS). */
  readonly certificateFile: string;
  readonly requests: readonly TokenRequest[];
  readonly oidcRequests: readonly OidcRequest[];
  /** The bearers of requests to Graph: with `url` as its endpoint, each list is an empty one. */
  readonly graphBearers: readonly string[];
  /** The paths of all requests, those for metadata included. */
  readonly paths: readonly string[];
  close(): Promise<void>;
}

/** What the certificate is for. By the second name it can be reached through a proxy only. */
const names = ["localhost", "github.localhost"];

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An access token as Microsoft's endpoint answers it. */
export const tokenAnswer = (accessToken: string): TokenAnswer => ({
  status: 200,
  body: { token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599, access_token: accessToken },
});

const oidcAnswer = (method: string): TokenAnswer => ({
  status: 200,
  body: method === "GET" ? { value: pipelineToken } : { oidcToken: pipelineToken },
});

/**
 * A sign-in service with a certificate of its own: metadata and client credentials, as Microsoft Entra has them.
 * @param answer Answers a request for an access token; undefined leaves it without an answer.
 * @param oidcStatus The status of the next answer to a request for an OIDC token.
 */
export async function startTokenEndpoint(
  answer: (request: TokenRequest) => TokenAnswer | undefined,
  oidcStatus: () => number = () => 200,
): Promise<TokenEndpoint> {
  const { cert, key } = await certificateFor("localhost", names);
  const folder = await mkdtemp(join(tmpdir(), "token-endpoint-"));
  const certificateFile = join(folder, "certificate.pem");
  await writeFile(certificateFile, cert);
  const keyFile = join(folder, "key.pem");
  await writeFile(keyFile, `${key}\n${cert}`);

  const requests: TokenRequest[] = [];
  const oidcRequests: OidcRequest[] = [];
  const graphBearers: string[] = [];
  const paths: string[] = [];
  const server = createServer({ key, cert }, (request, response) => {
    const { pathname: path, searchParams } = new URL(request.url ?? "/", "https://localhost");
    const tenant = path.split("/")[1] ?? "";
    paths.push(path);
    const base = `https://localhost:${(server.address() as AddressInfo).port}/${tenant}`;
    if (path.endsWith("/.well-known/openid-configuration")) {
      send(response, {
        status: 200,
        body: {
          token_endpoint: `${base}/oauth2/v2.0/token`,
          authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
          jwks_uri: `${base}/discovery/v2.0/keys`,
          issuer: `${base}/v2.0`,
        },
      });
    } else if (path.endsWith("/oauth2/v2.0/token") && request.method === "POST") {
      void formOf(request).then((form) => {
        requests.push({ tenant, form });
        const its = answer({ tenant, form });
        if (its) send(response, its);
      });
    } else if (path === "/oidc") {
      const { method = "", headers } = request;
      const authorization = headers.authorization ?? "";
      oidcRequests.push({ method, query: Object.fromEntries(searchParams), authorization });
      const status = oidcStatus();
      send(response, status === 200 ? oidcAnswer(method) : { status, body: { message: "Not now." } });
    } else if (/^\/(v1\.0|beta)\//.test(path)) {
      graphBearers.push(request.headers.authorization ?? "none");
      send(response, { status: 200, body: { value: [] } });
    } else {
      send(response, { status: 404, body: { error: "not_found" } });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const url = `https://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    oidcUrl: `${url}/oidc`,
    keyFile,
    certificateFile,
    requests,
    oidcRequests,
    graphBearers,
    paths,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}

function send(response: ServerResponse, { status, body }: TokenAnswer): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

async function formOf(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString("utf8")));
}
