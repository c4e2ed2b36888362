import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import type { RequestNames } from "../errors";
import type { Store } from "../store";
import type { Exchange } from "./exchange";
import type { FaultService } from "./faultService";

/** What the application knows of a request. */
export interface FaultVariables {
  text: string;
  /** The tenant that answers in place of the real one. */
  store?: Store;
  /** Whether the connection was cut before there was an answer. */
  unanswered: boolean;
}

interface Env {
  Bindings: HttpBindings;
  Variables: FaultVariables;
}

/** Lets the requests meet their faults that a rule is for. */
export function faulty<E extends Env>(
  service: FaultService,
  namesOf: (context: Context<E>) => RequestNames,
): MiddlewareHandler<E> {
  return async (context, next) => {
    const { method, path } = context.req;
    const fault = service.take({ method, path, body: context.get("text") });
    if (fault === undefined) return next();
    const { incoming, outgoing } = context.env;
    const exchange: Exchange = {
      names: namesOf(context),
      sent: context.get("text"),
      carryOut: async () => {
        await next();
        return context.res;
      },
      pretend: async (answers) => {
        context.set("store", service.pretended(answers));
        await next();
        return context.res;
      },
      pause: async (milliseconds) => {
        // Not a reason for the process to stay when the emulator is closed meanwhile.
        await sleep(milliseconds, undefined, { ref: false });
      },
      cut: (lost) => {
        context.set("unanswered", lost === undefined);
        incoming.socket.destroy();
        return alreadySent(lost?.status);
      },
      cutMidway: async (answer) => {
        const body = Buffer.from(await answer.text());
        outgoing.writeHead(answer.status, { "Content-Type": "application/json", "Content-Length": body.length });
        await new Promise<void>((resolve) => {
          outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => resolve());
        });
        incoming.socket.destroy();
        return alreadySent(answer.status);
      },
      holdBack: (staleness) => service.holdBack(staleness),
    };
    context.res = await fault(exchange);
    return;
  };
}

/** Tells the server that nothing is left to be sent. */
function alreadySent(status = 200): Response {
  return new Response(null, { status, headers: RESPONSE_ALREADY_SENT.headers });
}
