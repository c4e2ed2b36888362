import type { ApiVersion } from "../../definitions/entity";
import type { ServiceContext } from "../settings";
import type { Store } from "../tenant/store";
import { badRequest, EmulatedGraphError } from "./errors";
import { type Json, type JsonObject, parseJson } from "./json";

/** A request, freed from HTTP. */
export interface GraphRequest {
  readonly version: ApiVersion;
  readonly url: URL;
  /** What stands in the path's places, for example `id`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: Json | undefined;
  readonly store: Store;
  readonly context: ServiceContext;
  readonly newId: () => string;
}

/** An answer, before it becomes HTTP. */
export interface GraphResponse {
  readonly status: 200 | 201 | 204;
  readonly body?: JsonObject;
}

/** Answers a request, or throws a EmulatedGraphError. */
export type Handler = (request: GraphRequest) => GraphResponse;

/** What a request's body says; undefined when there is none. */
export function parseBody(text: string): Json | undefined {
  if (text === "") return undefined;
  try {
    return parseJson(text);
  } catch {
    // What JSON.parse says quotes the text, which may hold a token.
    throw badRequest(
      "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
    );
  }
}

/** Refuses what carries no bearer token. Any bearer will do: the emulator has no users. */
export function checkBearer(authorization: string | undefined): void {
  if (authorization === undefined || authorization.trim() === "") throw refused("Access token is empty.");
  if (!/^Bearer\s+\S+$/i.test(authorization.trim())) {
    throw refused("Access token validation failure. The Authorization header must read: Bearer <access token>.");
  }
}

function refused(message: string): EmulatedGraphError {
  return new EmulatedGraphError(401, "InvalidAuthenticationToken", message, "Graph", { "WWW-Authenticate": "Bearer" });
}
