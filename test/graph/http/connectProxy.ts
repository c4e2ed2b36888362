import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

/** What came to the proxy. */
export interface SeenByProxy {
  /** CONNECT, or the method of a request that was to be forwarded in the clear. */
  readonly method: string;
  /** The host and port, or the whole address. */
  readonly to: string;
  /** User and password, as they were sent. */
  readonly user: string | undefined;
}

export interface ConnectProxy {
  /** Its address, with a user and a password when they are given. */
  url(user?: string): string;
  readonly seen: readonly SeenByProxy[];
  close(): Promise<void>;
}

/** What the proxy does with a CONNECT request: connect, answer with another status, or break the connection off. */
export type ProxyDecision = "connect" | "hang up" | number;

/** A proxy on this machine, which connects to this machine's ports, whatever the host is called. */
export async function startConnectProxy(
  decide: (seen: SeenByProxy) => ProxyDecision = () => "connect",
): Promise<ConnectProxy> {
  const seen: SeenByProxy[] = [];
  const sockets = new Set<Socket>();
  const note = (method: string, to: string, authorization: string | undefined): SeenByProxy => {
    const encoded = authorization?.replace(/^Basic /, "");
    const user = encoded === undefined ? undefined : Buffer.from(encoded, "base64").toString("utf8");
    const noted = { method, to, user };
    seen.push(noted);
    return noted;
  };
  const server = createServer((request, response) => {
    note(request.method ?? "", request.url ?? "", request.headers["proxy-authorization"]);
    response.writeHead(500).end();
  });
  server.on("connection", (socket) => sockets.add(socket.on("error", () => {})));
  server.on("connect", (request, client: Socket) => {
    const to = request.url ?? "";
    const decision = decide(note("CONNECT", to, request.headers["proxy-authorization"]));
    if (decision === "hang up") client.destroy();
    else if (decision !== "connect") client.end(`HTTP/1.1 ${decision} Decided\r\nContent-Length: 0\r\n\r\n`);
    else {
      const target = connect(Number(to.split(":")[1]), "localhost", () => {
        client.write("HTTP/1.1 200 Connection established\r\n\r\n");
        client.pipe(target).pipe(client);
      });
      sockets.add(target.on("error", () => client.destroy()));
      client.on("close", () => target.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: (user) => (user === undefined ? `http://${host}` : `http://${user}@${host}`),
    seen,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
