import { GraphError } from "./errors";

/** Refuses what carries no bearer token. Any bearer will do: the emulator has no users. */
export function checkBearer(authorization: string | undefined): void {
  if (authorization === undefined || authorization.trim() === "") throw refused("Access token is empty.");
  if (!/^Bearer\s+\S+$/i.test(authorization.trim())) {
    throw refused("Access token validation failure. The Authorization header must read: Bearer <access token>.");
  }
}

function refused(message: string): GraphError {
  return new GraphError(401, "InvalidAuthenticationToken", message, "Graph", { "WWW-Authenticate": "Bearer" });
}
