import type { HonoRequest } from "hono";
import type { Json } from "./json";
import { parseBody } from "./request";

/** A request and what became of it, for whoever watches. */
export interface RequestLog {
  readonly method: string;
  /** The path with its query, for example `/v1.0/deviceAppManagement/vppTokens?$top=5`. */
  readonly url: string;
  readonly path: string;
  /** Undefined when the path names no version of Graph. */
  readonly version: string | undefined;
  /** What was sent, tokens included; undefined when nothing was, or no JSON. */
  readonly body?: Json;
  readonly headers: Readonly<Record<string, string>>;
  /** Also of an answer that got lost; 0 when a fault cut the connection before there was one. */
  readonly status: number;
}

/** The request as it was answered with this status. */
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
