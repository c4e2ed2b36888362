import { Hono } from "hono";
import { parseBody } from "../http/request";
import type { FaultService } from "./faultService";
import { InvalidRuleError } from "./parameters";
import { parseRules } from "./parseRules";

/** The path of the control endpoint for faults. */
export const faultApiPath = "/emulator/faults";

/**
 * The control endpoint for faults. It isn't part of Graph: it needs no bearer, and faults and request logs ignore it.
 *
 * - `POST` adds a rule or a list of rules (201). When one is invalid, it names the first such rule and adds none (400).
 * - `GET` returns the rules, each with `hits`, the number of requests that it applied to.
 * - `DELETE` removes all rules, and ends stale reads.
 *
 * A rule is `{"kind": …}` with the parameters of its kind, and says which requests it is for: `method`, `path` (a part
 * of the path, or a regular expression), `sends` (the same for the body), `version`, `after` (how many requests that fit
 * are let through first; default 0), `times` (how many it hits then; default 1). A request is hit by the first rule that
 * fits; `and` holds another fault that the same request meets, say `{"kind": "staleReads", "and": {"kind": "cut", "when":
 * "after"}}`. The kinds are listed in `kinds.ts`, and for users by `pulumi-intune emulator --help`.
 *
 * @param service Undefined when the emulator was not told to offer it.
 */
export function faultApi(service: FaultService | undefined): Hono {
  const app = new Hono();
  if (service === undefined) {
    const off = "The fault service is off: start the emulator with --faults (in a test, with the option faults: true).";
    return app.all("/", (context) => context.json(errorBody("FaultServiceOff", off), 404));
  }
  app.get("/", (context) => context.json(service.describe()));
  app.post("/", async (context) => {
    service.add(parseRules(parseBody(await context.req.text())));
    return context.json(service.describe(), 201);
  });
  app.delete("/", (context) => {
    service.clear();
    return context.body(null, 204);
  });
  app.all("/", (context) => context.json(errorBody("MethodNotAllowed", "Faults are got, posted and deleted."), 405));
  app.onError((error, context) => {
    const message = error instanceof InvalidRuleError ? error.message : "The rules are no JSON.";
    return context.json(errorBody("BadRule", message), 400);
  });
  return app;
}

function errorBody(code: string, message: string) {
  return { error: { code, message } };
}
