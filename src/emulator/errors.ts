import type { JsonObject } from "./json";

/** Which part of Microsoft's house refuses a request: Graph's gateway in plain words, Intune with JSON inside the message. */
export type Speaker = "Graph" | "Intune";

/** A request that ends with an error. */
export class GraphError extends Error {
  override readonly name = "GraphError";

  constructor(
    readonly status: 400 | 401 | 404 | 405 | 409 | 500,
    readonly code: string,
    message: string,
    readonly speaker: Speaker = "Graph",
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** What names one request in an answer, in a header and in a call to Microsoft's support. */
export interface RequestNames {
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly url: string;
  readonly now: Date;
}

/** The body of an error, in Graph's shape. */
export function errorBody(failure: Pick<GraphError, "code" | "message" | "speaker">, names: RequestNames): JsonObject {
  return {
    error: {
      code: failure.code,
      message: failure.speaker === "Intune" ? intuneMessage(failure.message, names) : failure.message,
      innerError: {
        date: names.now.toISOString().slice(0, 19),
        "request-id": names.requestId,
        "client-request-id": names.clientRequestId,
      },
    },
  };
}

/** Intune's own services answer with JSON, which Graph hands on as a text. Clients have to look inside. */
function intuneMessage(text: string, names: RequestNames): string {
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

export const badRequest = (message: string, speaker: Speaker = "Graph") =>
  new GraphError(400, "BadRequest", message, speaker);

export const unknownEntity = (id: string) =>
  new GraphError(404, "ResourceNotFound", `Resource not found: ${id}`, "Intune");

export const unknownRoute = (path: string) =>
  new GraphError(404, "ResourceNotFound", `Resource not found for the segment '${lastSegment(path)}'.`);

export const methodNotAllowed = (allowed: readonly string[]) =>
  new GraphError(405, "MethodNotAllowed", "Specified HTTP method is not allowed for the request target.", "Graph", {
    Allow: allowed.join(", "),
  });

function lastSegment(path: string): string {
  return path.split("/").at(-1) ?? "";
}
