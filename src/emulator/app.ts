import { randomUUID } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import type { ApiVersion } from "../definitions/entity";
import { checkBearer } from "./bearer";
import { errorBody, GraphError, methodNotAllowed, type RequestNames, unknownRoute } from "./errors";
import { control, controlPath } from "./faults/control";
import type { ReadKind } from "./faults/exchange";
import type { FaultService } from "./faults/faultService";
import { type FaultVariables, faulty } from "./faults/middleware";
import { late } from "./late";
import type { Handler } from "./request";
import { bodyOf } from "./requestBody";
import { logOf, type RequestLog } from "./requestLog";
import { routes } from "./routes";
import type { Settings } from "./settings";
import type { Store } from "./store";

/** What the service needs of the world around it. */
export interface Surroundings {
  readonly store: Store;
  readonly settings: Settings;
  readonly now: () => Date;
  readonly onRequest: (request: RequestLog) => void;
  /** Makes requests fail. Undefined when the emulator doesn't offer that. */
  readonly faults: FaultService | undefined;
}

interface Variables extends FaultVariables {
  requestId: string;
}
type Env = { Bindings: HttpBindings; Variables: Variables };

/** The service as an application that turns requests into answers. */
export function createApp(around: Surroundings): Hono<Env> {
  const app = new Hono<Env>();
  app.route(controlPath, control(around.faults));
  app.use(async (context, next) => {
    context.set("requestId", randomUUID());
    context.set("text", await context.req.text());
    await next();
    context.header("request-id", context.get("requestId"));
    context.header("client-request-id", clientRequestId(context));
    around.onRequest(logOf(context.req, context.get("text"), context.get("unanswered") ? 0 : context.res.status));
  });
  if (around.settings.latency > 0) app.use(late(around.settings.latency));
  if (around.faults) app.use(faulty<Env>(around.faults, (context) => namesOf(context, around.now())));
  app.use(async (context, next) => {
    checkBearer(context.req.header("authorization"));
    await next();
  });
  for (const { method, path, version, run } of routes) {
    app.on(method, `/${version}${path}`, (context) => answer(run, version, context, around));
  }
  for (const [path, methods] of methodsByPath()) {
    app.all(path, () => {
      throw methodNotAllowed(methods);
    });
  }
  app.notFound((context) => answerFailure(unknownRoute(context.req.path), context, around));
  app.onError((error, context) => answerFailure(error, context, around));
  return app;
}

/** The methods that each path takes, for those who use another. */
function methodsByPath(): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { method, path, version } of routes) {
    const full = `/${version}${path}`;
    methods.set(full, [...(methods.get(full) ?? []), method]);
  }
  return methods;
}

function answer(
  handler: Handler,
  version: ApiVersion,
  context: Context<Env>,
  { store, settings, now, faults }: Surroundings,
): Response {
  const reply = handler({
    version,
    url: new URL(context.req.url),
    parameters: context.req.param(),
    body: bodyOf(context.get("text")),
    store:
      context.get("store") ?? (context.req.method === "GET" ? faults?.read(readKindOf(context)) : undefined) ?? store,
    moment: { now: now(), settings },
    newId: randomUUID,
  });
  if (reply.body === undefined) return context.body(null, reply.status);
  context.header("OData-Version", "4.0");
  return context.json(reply.body, reply.status === 201 ? 201 : 200);
}

function readKindOf(context: Context<Env>): ReadKind {
  return context.req.param("id") === undefined ? "lists" : "entities";
}

function answerFailure(error: Error, context: Context<Env>, { now }: Surroundings): Response {
  const failure =
    error instanceof GraphError
      ? error
      : new GraphError(500, "InternalServerError", `The emulator failed: ${error.message}`);
  for (const [name, value] of Object.entries(failure.headers)) context.header(name, value);
  return context.json(errorBody(failure, namesOf(context, now())), failure.status);
}

function namesOf(context: Context<Env>, now: Date): RequestNames {
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
