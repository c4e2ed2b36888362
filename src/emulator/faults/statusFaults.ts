import { errorBody } from "../http/errors";
import { type FaultContext, type FaultKind, type FaultTiming, faultTimings } from "./fault";

import type { Parameters } from "./parameters";

/** Graph's error codes for common statuses. */
const defaultCodes: Readonly<Record<number, string>> = {
  400: "BadRequest",
  401: "InvalidAuthenticationToken",
  403: "Forbidden",
  404: "ResourceNotFound",
  409: "Conflict",
  429: "TooManyRequests",
  500: "InternalServerError",
  502: "BadGateway",
  503: "ServiceUnavailable",
  504: "GatewayTimeout",
};

/** Responses with these statuses can't have a body. */
const bodilessStatuses: readonly number[] = [204, 205, 304];

export const status: FaultKind = {
  name: "status",
  parameterHelp:
    'status, code, message ("{body}" in it stands for what was sent), body ("graph", "intune" or "none"; default "graph"), ' +
    'retryAfter (seconds, or any text), retryAfterDate (seconds from now, sent as a date), location, when ("before" or "after"; default "before")',
  description: "the answer is an error, in the shape of Graph's or of Intune's, before or after all is done",
  createFault: (parameters) => {
    const status = parameters.required(
      "status",
      parameters.number("status", { minimum: 300, maximum: 599, whole: true }),
    );
    const code = parameters.string("code") ?? defaultCodes[status] ?? "UnknownError";
    const message = parameters.string("message") ?? "The fault service of the emulator was told to answer this.";
    const body = parameters.oneOf("body", ["graph", "intune", "none"]) ?? "graph";
    const location = parameters.string("location");
    const retryAfter = parseRetryAfter(parameters);
    const when = parameters.oneOf("when", faultTimings) ?? "before";
    return async (context) => {
      await proceedFirst(context, when);
      const headers = new Headers(retryAfter(context.identity.now));
      if (location !== undefined) headers.set("Location", location);
      if (body === "none" || bodilessStatuses.includes(status)) return new Response(null, { status, headers });
      headers.set("Content-Type", "application/json");
      const text = message.replaceAll("{body}", () => context.requestBody);
      const source = body === "intune" ? "Intune" : "Graph";
      const content = errorBody({ code, message: text, source }, context.identity);
      return new Response(JSON.stringify(content), { status, headers });
    };
  },
};

export const htmlPage: FaultKind = {
  name: "htmlPage",
  parameterHelp: 'status (default 200), when ("before" or "after"; default "before")',
  description: "a proxy answers with a page of its own, before or after all is done",
  createFault: (parameters) => {
    const status = parameters.number("status", { minimum: 200, maximum: 599, whole: true, default: 200 });
    const when = parameters.oneOf("when", faultTimings) ?? "before";
    return async (context) => {
      await proceedFirst(context, when);
      if (bodilessStatuses.includes(status)) return new Response(null, { status });
      const page = `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>Please sign in to the network</h1></body></html>\n`;
      return new Response(page, { status, headers: { "Content-Type": "text/html; charset=utf-8" } });
    };
  },
};

export const answer: FaultKind = {
  name: "answer",
  parameterHelp:
    'status (default 200), json (any value) or text, contentType, when ("before" or "after"; default "before")',
  description: "the answer is what is given here, or has no body, before or after all is done",
  createFault: (parameters) => {
    const status = parameters.number("status", { minimum: 200, maximum: 599, whole: true, default: 200 });
    const json = parameters.json("json");
    const text = parameters.string("text");
    if (json !== undefined && text !== undefined) throw parameters.invalid('"json" and "text" exclude each other');
    const contentType = parameters.string("contentType") ?? (json === undefined ? "text/plain" : "application/json");
    const when = parameters.oneOf("when", faultTimings) ?? "before";
    const body = json === undefined ? text : JSON.stringify(json);
    return async (context) => {
      await proceedFirst(context, when);
      if (body === undefined || bodilessStatuses.includes(status)) return new Response(null, { status });
      return new Response(body, { status, headers: { "Content-Type": contentType } });
    };
  },
};

async function proceedFirst({ proceed }: FaultContext, when: FaultTiming): Promise<void> {
  if (when === "after") await proceed();
}

/** Parses the Retry-After header of a rule: seconds, fractions of seconds, a date, or any text. */
function parseRetryAfter(parameters: Parameters): (now: Date) => Record<string, string> {
  const inSeconds = parameters.numberOrString("retryAfter");
  const asDate = parameters.number("retryAfterDate", {});
  if (inSeconds !== undefined && asDate !== undefined) {
    throw parameters.invalid('"retryAfter" and "retryAfterDate" exclude each other');
  }
  if (inSeconds !== undefined) return () => ({ "Retry-After": String(inSeconds) });
  if (asDate === undefined) return () => ({});
  return (now) => ({ "Retry-After": new Date(now.getTime() + asDate * 1000).toUTCString() });
}
