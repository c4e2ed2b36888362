import type { Context, MiddlewareOptions } from "@microsoft/microsoft-graph-client";

/** Shorter ones are stand-ins for a service that takes any; hiding them would hide letters of words. */
const shortestBearer = 8;

/** The bearer tokens that one call was sent with. It travels along the library's chain with the call. */
export class SentBearers implements MiddlewareOptions {
  private readonly sent = new Set<string>();

  /** Notes the bearer for the call that is under way in the context. */
  static note(context: Context, bearer: string): void {
    const noted: unknown = context.middlewareControl?.getMiddlewareOptions(SentBearers);
    if (noted instanceof SentBearers) noted.sent.add(bearer);
  }

  /** What must not come back in a message. */
  get secrets(): string[] {
    return [...this.sent].filter((bearer) => bearer.length >= shortestBearer);
  }
}
