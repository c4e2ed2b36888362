import type { Context, Middleware, MiddlewareOptions } from "@microsoft/microsoft-graph-client";
import { packageVersion } from "../../packageVersion";
import { toNetworkError } from "../errors/networkError";

/** One step of a request's way: it does its part and calls `next` for the rest. */
export type Step = (context: Context, next: () => Promise<void>) => Promise<void>;

/** The step in the form that the Graph library chains. */
export function middleware(step: Step): Middleware {
  let following: Middleware | undefined;
  return {
    execute: (context) => step(context, async () => following?.execute(context)),
    setNext: (next) => {
      following = next;
    },
  };
}

/** The address a request goes to. */
export const urlOf = ({ request }: Context): string => (typeof request === "string" ? request : request.url);

/** Sets headers of the request, in place of those of the same name. */
export function setHeaders(context: Context, headers: Readonly<Record<string, string>>): void {
  const all = new Headers(context.options?.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  context.options = { ...context.options, headers: all };
}

/** Shorter ones are stand-ins for a service that accepts any; hiding them would hide letters of words. */
const minBearerLength = 8;

/** What happened to one call in the chain. It travels along the chain with the call. */
export class CallRecord implements MiddlewareOptions {
  private readonly bearers = new Set<string>();
  /** What was thrown in the chain: the library passes on its name and message only. */
  thrown: unknown;

  /** The record of the call in this context. */
  static of(context: Context): CallRecord | undefined {
    const record: unknown = context.middlewareControl?.getMiddlewareOptions(CallRecord);
    return record instanceof CallRecord ? record : undefined;
  }

  /** Notes a bearer token that the call is sent with. */
  noteBearer(bearer: string): void {
    this.bearers.add(bearer);
  }

  /** The bearer tokens that must not appear in a message. */
  get secrets(): string[] {
    return [...this.bearers].filter((bearer) => bearer.length >= minBearerLength);
  }
}

/** Records what the rest of the chain throws. */
export function recordThrown(): Step {
  return async (context, next) => {
    try {
      await next();
    } catch (error) {
      const record = CallRecord.of(context);
      if (record !== undefined) record.thrown = error;
      throw error;
    }
  };
}

/** Gives each attempt an id of its own, under which Microsoft's support finds it, and the name of this package. */
export function identify(userAgent: string, uuid: () => string): Step {
  return async (context, next) => {
    setHeaders(context, { "client-request-id": uuid(), "User-Agent": userAgent });
    await next();
  };
}

/** The name and version under which Microsoft's logs know this package. */
export function userAgent(): string {
  return `pulumi-intune/${packageVersion()}`;
}

/** Limits the time of each attempt, its answer's body included. @throws NetworkError when no answer came */
export function limitTime(timeoutMs: number): Step {
  return async (context, next) => {
    context.options = { ...context.options, signal: AbortSignal.timeout(timeoutMs) };
    try {
      await next();
    } catch (error) {
      throw toNetworkError(error, timeoutMs, new URL(urlOf(context)).origin) ?? error;
    }
  };
}
