import type { Client } from "@microsoft/microsoft-graph-client";
import type { Bearer } from "./accessToken";
import { authorization } from "./authorization";
import { recording } from "./callRecord";
import { identification } from "./identification";
import { graphLibrary } from "./libraries";
import { middleware, type Step, urlOf } from "./middleware";
import { type Fetch, proxiedFetch } from "./proxiedFetch";
import { timeLimit } from "./timeLimit";

/** What a client is made of. */
export interface ClientParts {
  readonly graphEndpoint: string;
  readonly bearer: Bearer;
  readonly uuid: () => string;
  readonly userAgent: string;
  readonly timeLimitSeconds: number;
}

/** Microsoft's Graph client with our chain: record → bearer → ids → time limit → fetch. One call makes one attempt. */
export function graphClient(parts: ClientParts): Client {
  const { Client, HTTPMessageHandler } = graphLibrary();
  const proxied = proxiedFetch(parts.graphEndpoint);
  return Client.initWithMiddleware({
    baseUrl: parts.graphEndpoint,
    // A redirect is answered, not followed: where it leads is not the service that was configured.
    fetchOptions: { redirect: "manual" },
    middleware: [
      middleware(recording()),
      middleware(authorization(parts.graphEndpoint, parts.bearer)),
      middleware(identification(parts.userAgent, parts.uuid)),
      middleware(timeLimit(parts.timeLimitSeconds)),
      proxied === undefined ? new HTTPMessageHandler() : middleware(sending(proxied)),
    ],
  });
}

/** The end of the chain, by that fetch. The library's own takes Node's, and nothing else. */
function sending(fetch: Fetch): Step {
  return async (context) => {
    context.response = await fetch(urlOf(context), context.options);
  };
}
