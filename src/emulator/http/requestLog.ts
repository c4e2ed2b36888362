import type { HonoRequest } from "hono";
import type { Json } from "./json";
import { parseBody } from "./request";

/** A request and the status of its response. */
export interface RequestLog {
  readonly method: string;
  /** The path with its query, for example `/v1.0/deviceAppManagement/vppTokens?$top=5`. */
  readonly url: string;
  readonly path: string;
  /** Graph's version; undefined when the path names none. */
  readonly version: string | undefined;
  /** The body, tokens included; undefined when it is empty or isn't JSON. */
  readonly body?: Json;
  readonly headers: Readonly<Record<string, string>>;
  /** Also set when the response was lost; 0 when a fault ended the connection before there was a response. */
  readonly status: number;
}

/** Describes a request that was answered with this status. */
export function toRequestLog(request: HonoRequest, body: string, status: number): RequestLog {
  const { pathname, search } = new URL(request.url);
  const content = parseBodyIfValid(body);
  return {
    method: request.method,
    url: `${pathname}${search}`,
    path: pathname,
    version: /^\/(v1\.0|beta)(?:\/|$)/.exec(pathname)?.[1],
    ...(content === undefined ? {} : { body: content }),
    headers: request.header(),
    status,
  };
}

function parseBodyIfValid(text: string): Json | undefined {
  try {
    return parseBody(text);
  } catch {
    return undefined;
  }
}
