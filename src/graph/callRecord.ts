import type { Context, MiddlewareOptions } from "@microsoft/microsoft-graph-client";
import type { Step } from "./middleware";

/** Shorter ones are stand-ins for a service that takes any; hiding them would hide letters of words. */
const shortestBearer = 8;

/** What happened to one call on its way. It travels along the library's chain with the call. */
export class CallRecord implements MiddlewareOptions {
  private readonly bearers = new Set<string>();
  /** What was thrown in the chain: the library passes on its name and message only. */
  thrown: unknown;

  /** The record of the call that is under way in the context. */
  static of(context: Context): CallRecord | undefined {
    const record: unknown = context.middlewareControl?.getMiddlewareOptions(CallRecord);
    return record instanceof CallRecord ? record : undefined;
  }

  /** Notes a bearer token that the call is sent with. */
  noteBearer(bearer: string): void {
    this.bearers.add(bearer);
  }

  /** What must not come back in a message. */
  get secrets(): string[] {
    return [...this.bearers].filter((bearer) => bearer.length >= shortestBearer);
  }
}

/** Records what the rest of the chain throws. */
export function recording(): Step {
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
