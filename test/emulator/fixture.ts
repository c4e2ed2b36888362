import type { Emulator } from "../../src/emulator";
import { type Json, type JsonObject, parseJson } from "../../src/emulator/http/json";

export const tokens = "/deviceAppManagement/vppTokens";

/** The text of a token file. Every call without `token` makes another token. */
export function tokenText(content: JsonObject = {}): string {
  const token = `inner-${nextToken++}`;
  const json = { token, expDate: "2027-05-01T10:00:00-0700", orgName: "Contoso", ...content };
  return Buffer.from(JSON.stringify(json)).toString("base64");
}
let nextToken = 1;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The answer's JSON, as an object to pick from; empty when there is none. */
  readonly body: { readonly [name: string]: unknown };
}

/** Sends requests as a client with a bearer token would. */
export function clientOf(emulator: Emulator) {
  return async (
    method: string,
    path: string,
    body?: Json,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> => {
    const url = path.startsWith("http") ? path : `${emulator.url}${path}`;
    const answer = await fetch(url, {
      method,
      headers: { authorization: "Bearer test", "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, body: text === "" ? {} : objectIn(text) };
  };
}

export function objectIn(text: string): { readonly [name: string]: unknown } {
  const value = parseJson(text);
  if (typeof value !== "object" || value === null) throw new Error(`no JSON object: ${text}`);
  return { ...value };
}

/** A clock that stands still until it is moved. */
export function fakeClock(start = "2026-11-21T08:00:00Z") {
  let instant = Date.parse(start);
  return {
    now: () => new Date(instant),
    advance: (milliseconds: number) => {
      instant += milliseconds;
    },
  };
}
