import type { ApiVersion } from "../../definitions/entity";
import type { ServiceContext } from "../settings";
import type { Store } from "../tenant/store";
import { badRequest, EmulatedGraphError } from "./errors";
import { type Json, type JsonObject, parseJson } from "./json";

/** A request to Graph, independent of HTTP. */
export interface GraphRequest {
  readonly version: ApiVersion;
  readonly url: URL;
  /** The values of the path's parameters, for example `id`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: Json | undefined;
  readonly store: Store;
  readonly context: ServiceContext;
  readonly newId: () => string;
}

/** A response of Graph, independent of HTTP. */
export interface GraphResponse {
  readonly status: 200 | 201 | 204;
  readonly body?: JsonObject;
}

/** Handles a request. @throws EmulatedGraphError */
export type Handler = (request: GraphRequest) => GraphResponse;

/** Parses a request's body; undefined when it is empty. @throws EmulatedGraphError when it isn't JSON */
export function parseBody(text: string): Json | undefined {
  if (text === "") return undefined;
  try {
    return parseJson(text);
  } catch {
    // The message of JSON.parse quotes the text, which may hold a token.
    throw badRequest(
      "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
    );
  }
}

/** Accepts any bearer token, because the emulator has no users. @throws EmulatedGraphError (401) when there is none */
export function checkBearer(authorization: string | undefined): void {
  if (authorization === undefined || authorization.trim() === "") throw unauthorized("Access token is empty.");
  if (!/^Bearer\s+\S+$/i.test(authorization.trim())) {
    throw unauthorized("Access token validation failure. The Authorization header must read: Bearer <access token>.");
  }
}

function unauthorized(message: string): EmulatedGraphError {
  return new EmulatedGraphError(401, "InvalidAuthenticationToken", message, "Graph", { "WWW-Authenticate": "Bearer" });
}
