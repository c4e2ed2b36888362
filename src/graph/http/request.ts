import type { Client } from "@microsoft/microsoft-graph-client";
import type { ApiVersion } from "../../definitions/entity";
import { isObject, parsed } from "../../json";
import type { TokenProvider } from "../auth/accessToken";
import { authorize } from "../auth/authorization";
import type { Answer } from "../errors/foreignAnswer";
import { errorFromAnswer, errorFromBrokenAnswer, errorFromThrown, GraphError } from "../errors/graphError";
import { toNetworkError } from "../errors/networkError";
import { mayHaveSucceeded } from "../retry/decision";
import { CallRecord, identify, limitTime, middleware, recordThrown, type Step, urlOf } from "./middleware";
import { type Fetch, proxiedFetch } from "./proxy";

/** The HTTP method of each operation. */
export const methods = { read: "get", create: "post", update: "patch", delete: "delete", act: "post" } as const;

export interface GraphCall {
  readonly operation: keyof typeof methods;
  readonly version: ApiVersion;
  /** Below the version, with its query. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Values in the body that must not appear in a message. */
  readonly secrets?: readonly string[];
}

const noContent = 204;

/** What a client is made of. */
export interface ClientParts {
  readonly graphEndpoint: string;
  readonly acquireToken: TokenProvider;
  readonly uuid: () => string;
  readonly userAgent: string;
  /** How long one attempt may take. */
  readonly attemptTimeoutMs: number;
}

/**
 * Loaded with the first request: a preview that makes none doesn't need it. `require` because the compiled package is
 * CommonJS, where it costs less than `import()` and shares one cache.
 */
const graphLibrary = (): typeof import("@microsoft/microsoft-graph-client") =>
  require("@microsoft/microsoft-graph-client");

/** Microsoft's Graph client with our chain: record → bearer → ids → time limit → fetch. One call makes one attempt. */
export function graphClient({ graphEndpoint, acquireToken, uuid, userAgent, attemptTimeoutMs }: ClientParts): Client {
  const { Client, HTTPMessageHandler } = graphLibrary();
  const proxied = proxiedFetch(graphEndpoint);
  return Client.initWithMiddleware({
    baseUrl: graphEndpoint,
    // A redirect is not followed: it leads to another service than the configured one.
    fetchOptions: { redirect: "manual" },
    middleware: [
      middleware(recordThrown()),
      middleware(authorize(graphEndpoint, acquireToken)),
      middleware(identify(userAgent, uuid)),
      middleware(limitTime(attemptTimeoutMs)),
      proxied === undefined ? new HTTPMessageHandler() : middleware(sendWith(proxied)),
    ],
  });
}

/** The end of the chain, with this fetch. The library's own uses Node's, and no other. */
function sendWith(fetch: Fetch): Step {
  return async (context) => {
    context.response = await fetch(urlOf(context), context.options);
  };
}

/**
 * Makes one attempt at a call and gives the answer's JSON; undefined for 204, which has none.
 * @throws GraphError, and UserError of the kind `internal` for a defect in this package
 */
export async function request(client: Client, call: GraphCall, attemptTimeoutMs: number): Promise<unknown> {
  const record = new CallRecord();
  const secrets = () => [...(call.secrets ?? []), ...record.secrets];
  try {
    const { ok, ...answer } = await answerTo(client, call, record, attemptTimeoutMs);
    if (!ok) throw errorFromAnswer(answer, secrets());
    // Graph says 204 where it has nothing to say. A proxy's empty page has another status.
    if (answer.status === noContent && answer.body.trim() === "") return undefined;
    const json = parsed(answer.body);
    // No entity and no list has a property of that name, and a success has no error.
    const hasError = isObject(json) && json.error !== undefined && json.error !== null;
    if (json === undefined || hasError) throw errorFromAnswer(answer, secrets());
    return json;
  } catch (thrown) {
    const error = errorFromThrown(record.thrown ?? thrown, secrets());
    throw error instanceof GraphError ? error.with({ outcomeUnknown: mayHaveSucceeded(call.operation, error) }) : error;
  }
}

/** The answer as it came: the library's own reading of it fails on errors that aren't Graph's. */
async function answerTo(
  client: Client,
  call: GraphCall,
  record: CallRecord,
  attemptTimeoutMs: number,
): Promise<Answer & { readonly ok: boolean }> {
  const graphRequest = client
    .api(call.path)
    .version(call.version)
    .header("Accept", "application/json")
    .middlewareOptions([record])
    .responseType(graphLibrary().ResponseType.RAW);
  const method = methods[call.operation];
  const response: Response = await (method === "get" || method === "delete"
    ? graphRequest[method]()
    : graphRequest[method](call.body));
  const { status, ok, headers, url } = response;
  const head = {
    status,
    header: (name: string) => headers.get(name),
    host: URL.canParse(url) ? new URL(url).host : undefined,
  };
  try {
    return { ...head, ok, body: await response.text() };
  } catch (error) {
    // None of our code runs in there, so whatever is thrown is about the answer.
    const networkError = toNetworkError(error, attemptTimeoutMs);
    throw errorFromBrokenAnswer(head, networkError?.message ?? "the answer broke off");
  }
}
