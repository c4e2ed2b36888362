import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, a string as it is. */
  readonly body?: unknown;
  /** Where the body ends: where it should, or in the middle, with the connection cut or left open in silence. */
  readonly ending?: "cut" | "stalled";
}

/** What the server does with a request: answer, break the connection off, or never answer. */
export type Script = (request: SeenRequest, index: number) => Scripted | Promise<Scripted>;
type Scripted = ScriptedAnswer | "hang up" | "be silent";

export interface ScriptedServer {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  close(): Promise<void>;
}

/** A server that answers as a test says, for what no emulator of Graph would do. */
export async function startScriptedServer(script: Script): Promise<ScriptedServer> {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { method = "", url = "", headers } = request;
    const noted = { method, url, headers, body: Buffer.concat(chunks).toString("utf8") };
    seen.push(noted);
    const answer = await script(noted, seen.length - 1);
    if (answer === "hang up") request.socket.destroy();
    else if (answer !== "be silent") {
      const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body ?? "");
      const length = answer.ending === undefined ? {} : { "Content-Length": String(Buffer.byteLength(text)) };
      response.writeHead(answer.status, { "Content-Type": "application/json", ...length, ...answer.headers });
      if (answer.ending === undefined) response.end(answer.body === undefined ? undefined : text);
      else {
        const half = Buffer.from(text).subarray(0, Buffer.byteLength(text) / 2);
        response.write(half, () => answer.ending === "cut" && request.socket.destroy());
      }
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
