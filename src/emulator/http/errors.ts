import type { JsonObject } from "./json";

/** Which service refuses a request: Graph's gateway with a plain message, Intune with JSON inside the message. */
export type ErrorSource = "Graph" | "Intune";

/** An error response of Graph. */
export class EmulatedGraphError extends Error {
  override readonly name = "EmulatedGraphError";

  constructor(
    readonly status: 400 | 401 | 404 | 405 | 409 | 500,
    readonly code: string,
    message: string,
    readonly source: ErrorSource = "Graph",
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** What identifies one request in responses, in headers and to Microsoft's support. */
export interface RequestIdentity {
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly url: string;
  readonly now: Date;
}

/** Returns the body of an error response, in Graph's format. */
export function errorBody(
  failure: Pick<EmulatedGraphError, "code" | "message" | "source">,
  names: RequestIdentity,
): JsonObject {
  return {
    error: {
      code: failure.code,
      message: failure.source === "Intune" ? intuneMessage(failure.message, names) : failure.message,
      innerError: {
        date: names.now.toISOString().slice(0, 19),
        "request-id": names.requestId,
        "client-request-id": names.clientRequestId,
      },
    },
  };
}

/** Intune's own services respond with JSON, which Graph passes on as a string. Clients have to parse it. */
function intuneMessage(text: string, names: RequestIdentity): string {
  const operation = "Operation ID (for customer support): 00000000-0000-0000-0000-000000000000";
  return JSON.stringify(
    {
      _version: 3,
      Message: `${text} - ${operation} - Activity ID: ${names.requestId} - Url: ${names.url}`,
      CustomApiErrorPhrase: "",
      RetryAfter: null,
      ErrorSourceService: "",
      HttpHeaders: "{}",
    },
    null,
    2,
  );
}

export const badRequest = (message: string, source: ErrorSource = "Graph") =>
  new EmulatedGraphError(400, "BadRequest", message, source);

export const unknownEntity = (id: string) =>
  new EmulatedGraphError(404, "ResourceNotFound", `Resource not found: ${id}`, "Intune");

export const unknownRoute = (path: string) =>
  new EmulatedGraphError(404, "ResourceNotFound", `Resource not found for the segment '${lastSegment(path)}'.`);

export const methodNotAllowed = (allowed: readonly string[]) =>
  new EmulatedGraphError(
    405,
    "MethodNotAllowed",
    "Specified HTTP method is not allowed for the request target.",
    "Graph",
    {
      Allow: allowed.join(", "),
    },
  );

function lastSegment(path: string): string {
  return path.split("/").at(-1) ?? "";
}
