import { badRequest } from "./errors";
import { type Json, parseJson } from "./json";

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
