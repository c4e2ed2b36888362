import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { certificateFor } from "./certificate";

/** A request to one of the hosts. */
export interface HostRequest {
  readonly method: string;
  readonly host: string;
  /** The path without its query. */
  readonly path: string;
  /** The form's fields, of a request for a token. */
  readonly form: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
}

export interface CloudHosts {
  /** What leads a Node process to them: its TLS connections go here, and it trusts their certificate. */
  readonly variables: Readonly<Record<string, string>>;
  readonly requests: readonly HostRequest[];
  close(): Promise<void>;
}

/**
 * Stands in for hosts of Microsoft's on this computer: gives out the access token to who signs in, and empty lists.
 * A process that connects to any host but these fails.
 */
export async function startCloudHosts(hosts: readonly string[], accessToken: string): Promise<CloudHosts> {
  const { cert, key } = await certificateFor("clouds", hosts);
  const folder = await mkdtemp(join(tmpdir(), "cloud-hosts-"));
  const certificate = join(folder, "certificate.pem");
  await writeFile(certificate, cert);

  const requests: HostRequest[] = [];
  const server = createServer({ key, cert }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString("utf8")));
    const { method = "", headers } = request;
    const { host, pathname } = new URL(`https://${headers.host}${request.url}`);
    requests.push({ method, host, path: pathname, form, authorization: headers.authorization });
    const answer = pathname.endsWith("/openid-configuration")
      ? metadata(`https://${host}/${pathname.split("/")[1]}`)
      : pathname.endsWith("/oauth2/v2.0/token")
        ? { token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599, access_token: accessToken }
        : { value: [] };
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    variables: {
      NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, "redirectConnections.cjs"))}`,
      NODE_EXTRA_CA_CERTS: certificate,
      REDIRECT_HOSTS: hosts.join(","),
      REDIRECT_PORT: String((server.address() as AddressInfo).port),
    },
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}

/** What a sign-in service that the library doesn't know says of itself. */
function metadata(authority: string) {
  return {
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
    issuer: `${authority}/v2.0`,
  };
}
