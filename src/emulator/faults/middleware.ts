import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import type { RequestIdentity } from "../http/errors";
import type { Store } from "../tenant/store";
import type { FaultContext } from "./fault";
import type { FaultService } from "./faultService";

/** The variables of a request in the application. */
export interface FaultVariables {
  requestBody: string;
  /** The tenant to use instead of the real one. */
  store?: Store;
  /** Whether the connection was closed before there was a response. */
  unanswered: boolean;
}

interface Env {
  Bindings: HttpBindings;
  Variables: FaultVariables;
}

/** Applies the faults of the rules to the requests that they match. */
export function faultMiddleware<E extends Env>(
  service: FaultService,
  identityOf: (context: Context<E>) => RequestIdentity,
): MiddlewareHandler<E> {
  return async (context, next) => {
    const { method, path } = context.req;
    const fault = service.nextFault({ method, path, body: context.get("requestBody") });
    if (fault === undefined) return next();
    const { incoming, outgoing } = context.env;
    const faultContext: FaultContext = {
      identity: identityOf(context),
      requestBody: context.get("requestBody"),
      proceed: async () => {
        await next();
        return context.res;
      },
      respondWithoutEffect: async (result) => {
        context.set("store", service.storeIgnoringWrite(result));
        await next();
        return context.res;
      },
      delay,
      dropConnection: (lost) => {
        context.set("unanswered", lost === undefined);
        incoming.socket.destroy();
        return alreadySent(lost?.status);
      },
      dropMidResponse: async (answer) => {
        const body = Buffer.from(await answer.text());
        outgoing.writeHead(answer.status, { "Content-Type": "application/json", "Content-Length": body.length });
        await new Promise<void>((resolve) => {
          outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => resolve());
        });
        incoming.socket.destroy();
        return alreadySent(answer.status);
      },
      startStaleReads: (staleness) => service.startStaleReads(staleness),
    };
    context.res = await fault(faultContext);
    return;
  };
}

/** Waits, without keeping the process alive when the emulator is closed in the meantime. */
export async function delay(milliseconds: number): Promise<void> {
  await sleep(milliseconds, undefined, { ref: false });
}

/** Tells the server that the response was sent already. */
function alreadySent(status = 200): Response {
  return new Response(null, { status, headers: RESPONSE_ALREADY_SENT.headers });
}
