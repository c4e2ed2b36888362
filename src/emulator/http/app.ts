import { randomUUID } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import type { ApiVersion } from "../../definitions/entity";
import type { ReadKind } from "../faults/fault";
import { faultApi, faultApiPath } from "../faults/faultApi";
import type { FaultService } from "../faults/faultService";
import { delay, type FaultVariables, faultMiddleware } from "../faults/middleware";
import type { Settings } from "../settings";
import type { Store } from "../tenant/store";
import { EmulatedGraphError, errorBody, methodNotAllowed, type RequestIdentity, unknownRoute } from "./errors";
import { checkBearer, type Handler, parseBody } from "./request";
import { type RequestLog, toRequestLog } from "./requestLog";
import { routes } from "./routes";

/** What the application needs from its surroundings. */
export interface AppDependencies {
  readonly store: Store;
  readonly settings: Settings;
  readonly now: () => Date;
  readonly onRequest: (request: RequestLog) => void;
  /** Makes requests fail. Undefined when the emulator runs without --faults. */
  readonly faults: FaultService | undefined;
}

interface Variables extends FaultVariables {
  requestId: string;
}
type Env = { Bindings: HttpBindings; Variables: Variables };

/** Creates the Hono application that responds to Graph requests. */
export function createApp(dependencies: AppDependencies): Hono<Env> {
  const app = new Hono<Env>();
  app.route(faultApiPath, faultApi(dependencies.faults));
  app.use(async (context, next) => {
    context.set("requestId", randomUUID());
    context.set("requestBody", await context.req.text());
    await next();
    context.header("request-id", context.get("requestId"));
    context.header("client-request-id", clientRequestId(context));
    dependencies.onRequest(
      toRequestLog(context.req, context.get("requestBody"), context.get("unanswered") ? 0 : context.res.status),
    );
  });
  if (dependencies.settings.latency > 0) app.use(latency(dependencies.settings.latency));
  if (dependencies.faults)
    app.use(faultMiddleware<Env>(dependencies.faults, (context) => identityOf(context, dependencies.now())));
  app.use(async (context, next) => {
    checkBearer(context.req.header("authorization"));
    await next();
  });
  for (const { method, path, version, handler } of routes) {
    app.on(method, `/${version}${path}`, (context) => respond(handler, version, context, dependencies));
  }
  for (const [path, methods] of allowedMethods()) {
    app.all(path, () => {
      throw methodNotAllowed(methods);
    });
  }
  app.notFound((context) => respondWithError(unknownRoute(context.req.path), context, dependencies));
  app.onError((error, context) => respondWithError(error, context, dependencies));
  return app;
}

/** Returns the methods that each path allows, for the response to any other method. */
function allowedMethods(): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { method, path, version } of routes) {
    const full = `/${version}${path}`;
    methods.set(full, [...(methods.get(full) ?? []), method]);
  }
  return methods;
}

function respond(
  handler: Handler,
  version: ApiVersion,
  context: Context<Env>,
  { store, settings, now, faults }: AppDependencies,
): Response {
  const response = handler({
    version,
    url: new URL(context.req.url),
    parameters: context.req.param(),
    body: parseBody(context.get("requestBody")),
    store:
      context.get("store") ??
      (context.req.method === "GET" ? faults?.storeForRead(readKindOf(context)) : undefined) ??
      store,
    context: { now: now(), settings },
    newId: randomUUID,
  });
  if (response.body === undefined) return context.body(null, response.status);
  context.header("OData-Version", "4.0");
  return context.json(response.body, response.status === 201 ? 201 : 200);
}

function readKindOf(context: Context<Env>): ReadKind {
  return context.req.param("id") === undefined ? "lists" : "entities";
}

function respondWithError(error: Error, context: Context<Env>, { now }: AppDependencies): Response {
  const failure =
    error instanceof EmulatedGraphError
      ? error
      : new EmulatedGraphError(500, "InternalServerError", `The emulator failed: ${error.message}`);
  for (const [name, value] of Object.entries(failure.headers)) context.header(name, value);
  return context.json(errorBody(failure, identityOf(context, now())), failure.status);
}

function identityOf(context: Context<Env>, now: Date): RequestIdentity {
  return {
    requestId: context.get("requestId"),
    clientRequestId: clientRequestId(context),
    url: context.req.url,
    now,
  };
}

function clientRequestId(context: Context<Env>): string {
  return context.req.header("client-request-id") ?? context.get("requestId");
}

/** Delays every response, as a network does. The request is carried out before the delay. */
function latency(milliseconds: number): MiddlewareHandler {
  return async (_, next) => {
    await next();
    await delay(milliseconds);
  };
}
