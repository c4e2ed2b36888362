import type { Client } from "@microsoft/microsoft-graph-client";
import { authorization } from "./authorization";
import { identification } from "./identification";
import { graphLibrary } from "./libraries";
import { middleware } from "./middleware";
import { isRepeated, maxRetries, retryDelaySeconds } from "./retryDecision";
import { timeLimit } from "./timeLimit";

/** What a client is made of. */
export interface ClientParts {
  readonly graphEndpoint: string;
  readonly bearer: () => Promise<string>;
  readonly uuid: () => string;
  readonly userAgent: string;
  readonly timeLimitSeconds: number;
}

/** Microsoft's Graph client with our chain: bearer → retries → ids → time limit → fetch. */
export function graphClient(parts: ClientParts): Client {
  const { Client, HTTPMessageHandler, RetryHandler, RetryHandlerOptions } = graphLibrary();
  const retries = new RetryHandlerOptions(
    retryDelaySeconds,
    maxRetries,
    (_delay, _attempt, _request, options, response) => isRepeated(options?.method ?? "GET", response.status),
  );
  return Client.initWithMiddleware({
    baseUrl: parts.graphEndpoint,
    // A redirect is answered, not followed: where it leads is not the service that was configured.
    fetchOptions: { redirect: "manual" },
    middleware: [
      middleware(authorization(parts.graphEndpoint, parts.bearer)),
      new RetryHandler(retries),
      middleware(identification(parts.userAgent, parts.uuid)),
      middleware(timeLimit(parts.timeLimitSeconds)),
      new HTTPMessageHandler(),
    ],
  });
}
