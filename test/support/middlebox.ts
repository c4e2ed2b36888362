import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

type Json = Readonly<Record<string, unknown>>;

/** A request on its way to the service. */
export interface BoxRequest {
  readonly method: string;
  /** Without the query, for example `/v1.0/deviceAppManagement/vppTokens`. */
  readonly path: string;
  /** The path with its query. */
  readonly url: string;
  readonly authorization: string | undefined;
  /** What was sent, if that is a JSON object. */
  readonly body: Json | undefined;
}

export interface BoxAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, a string as it is, undefined as an empty body. */
  readonly body?: unknown;
}

/** What the box does with a request: passes the service's answer on, changes it, gives its own, or breaks the connection off. */
export type Intervention = (
  request: BoxRequest,
  forward: () => Promise<BoxAnswer>,
) => Promise<BoxAnswer | "hang up"> | BoxAnswer | "hang up";

/** A proxy between a provider and its service, which answers as the test says. */
export interface Middlebox {
  /** What to give a provider as the service's address. */
  readonly url: string;
  /** The requests since the last `forget`, in the order in which they came, also those that the service never saw. */
  readonly requests: readonly BoxRequest[];
  /** The methods of the requests, in order. */
  methods(): string[];
  /** The requests that change something, in short: `PATCH <id>`, or `POST`. */
  writes(): string[];
  forget(): void;
  /** Takes the place of what was told before. Without an argument everything is passed on as it is. */
  intervene(intervention?: Intervention): void;
  close(): Promise<void>;
}

/** Starts a way to the service at that address. */
export async function startMiddlebox(service: string): Promise<Middlebox> {
  const requests: BoxRequest[] = [];
  const passOn: Intervention = (_, forward) => forward();
  let current = passOn;

  const server = createServer(async (incoming, response) => {
    const text = await bodyOf(incoming);
    const request = requestOf(incoming, text);
    requests.push(request);
    const answer = await current(request, () => forward(service, own, incoming, text));
    if (answer === "hang up") incoming.socket.destroy();
    else {
      const isText = typeof answer.body === "string";
      const type = isText ? "text/html; charset=utf-8" : "application/json";
      response.writeHead(answer.status, {
        ...(answer.body === undefined ? {} : { "content-type": type }),
        ...answer.headers,
      });
      response.end(isText || answer.body === undefined ? answer.body : JSON.stringify(answer.body));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: own,
    requests,
    methods: () => requests.map(({ method }) => method),
    writes: () =>
      requests
        .filter(({ method }) => method !== "GET")
        .map(({ method, path }) => (method === "POST" ? method : `${method} ${path.split("/").at(-1)}`)),
    forget: () => {
      requests.length = 0;
    },
    intervene: (intervention = passOn) => {
      current = intervention;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a proxy answers that wants its user to sign in. */
export const loginPage: BoxAnswer = {
  status: 200,
  body: "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in to the network</h1></body></html>\n",
};

/** An error as Graph answers it. */
export function graphError(
  status: number,
  code: string,
  message = "The middlebox was told to answer this.",
): BoxAnswer {
  const innerError = { date: "2026-11-01T00:00:00", "request-id": requestId, "client-request-id": requestId };
  return { status, headers: { "request-id": requestId }, body: { error: { code, message, innerError } } };
}

const requestId = "5e0a3b7c-0000-4000-8000-000000000002";

/** Whether the request is for the list of tokens. */
export function isList({ method, path }: BoxRequest): boolean {
  return method === "GET" && path.endsWith("/vppTokens");
}

/** The answer with its entity, or each entity of its list, changed. */
export function withEntities(answer: BoxAnswer, change: (entity: Json) => Json): BoxAnswer {
  const { body } = answer;
  if (!isObject(body) || answer.status >= 300) return answer;
  if (!Array.isArray(body.value)) return { ...answer, body: change(body) };
  return { ...answer, body: { ...body, value: body.value.map((entity: Json) => change(entity)) } };
}

/** The answer to a list, without the entities that aren't to be seen. */
export function withoutEntities(answer: BoxAnswer, isHidden: (entity: Json) => boolean): BoxAnswer {
  const { body } = answer;
  if (!isObject(body) || !Array.isArray(body.value)) return answer;
  return { ...answer, body: { ...body, value: body.value.filter((entity: Json) => !isHidden(entity)) } };
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function requestOf({ method = "", url = "", headers }: IncomingMessage, text: string): BoxRequest {
  const body = parsed(text);
  return {
    method,
    url,
    path: url.split("?")[0] ?? "",
    authorization: headers.authorization,
    body: isObject(body) ? body : undefined,
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

async function forward(service: string, own: string, incoming: IncomingMessage, text: string): Promise<BoxAnswer> {
  const { method = "GET", url = "/", headers } = incoming;
  const answer = await fetch(`${service}${url}`, {
    method,
    headers: kept(["authorization", "content-type", "client-request-id", "user-agent"], (name) => headers[name]),
    ...(text === "" ? {} : { body: text }),
  });
  // Links to further pages lead through the box as well.
  const body = (await answer.text()).replaceAll(service, own);
  return {
    status: answer.status,
    headers: kept(["request-id", "client-request-id", "retry-after"], (name) => answer.headers.get(name)),
    ...(body === "" ? {} : { body: parsed(body) }),
  };
}

function kept(names: readonly string[], find: (name: string) => unknown): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = find(name);
      return typeof value === "string" ? [[name, value] as const] : [];
    }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
