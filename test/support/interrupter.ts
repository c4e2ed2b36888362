import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A moment of a run, told by the requests that it makes. */
export interface Moment {
  /** The method of the requests that count. */
  readonly method: string;
  /** Which of them it is, from 1. */
  readonly nth: number;
  /** Before the service learns of the request, or when it has done as asked and its answer isn't passed on yet. */
  readonly when: "before" | "after";
}

/** A way to a service that strikes at a moment of a run. */
export interface Interrupter {
  /** What to give a provider as the service's address. */
  readonly url: string;
  /** Calls `strike` at that moment, once. The request goes on when it is done, unless that says that its sender is gone. */
  arm(moment: Moment, strike: () => Promise<"goes on" | "gone">): void;
  close(): Promise<void>;
}

/** Starts a way to the service at that address. */
export async function startInterrupter(service: string): Promise<Interrupter> {
  let armed: { moment: Moment; strike: () => Promise<"goes on" | "gone"> } | undefined;
  let seen = 0;
  let struck = false;

  const server = createServer(async (request, response) => {
    const { method = "" } = request;
    if (method === armed?.moment.method) seen++;
    const at = !struck && seen === armed?.moment.nth ? armed : undefined;
    if (at) struck = true;
    const body = await bodyOf(request);
    if (at?.moment.when === "before" && (await at.strike()) === "gone") return;
    const answer = await forward(service, request, body);
    if (at?.moment.when === "after" && (await at.strike()) === "gone") return;
    await pass(answer, response);
  });

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arm: (moment, strike) => {
      armed = { moment, strike };
      seen = 0;
      struck = false;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function forward(service: string, { method = "GET", url = "/", headers }: IncomingMessage, body: Buffer) {
  const kept = ["authorization", "content-type", "client-request-id", "user-agent"].flatMap((name) => {
    const value = headers[name];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return fetch(`${service}${url}`, {
    method,
    headers: Object.fromEntries(kept),
    ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
  });
}

async function pass(answer: Response, response: ServerResponse): Promise<void> {
  const type = answer.headers.get("content-type");
  response.writeHead(answer.status, type === null ? {} : { "content-type": type });
  response.end(Buffer.from(await answer.arrayBuffer()));
}
