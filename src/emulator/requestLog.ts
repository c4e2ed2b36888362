import type { HonoRequest } from "hono";
import type { Json } from "./json";
import { bodyOf } from "./requestBody";

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
export function logOf(request: HonoRequest, text: string, status: number): RequestLog {
  const { pathname, search } = new URL(request.url);
  const body = bodyIfReadable(text);
  return {
    method: request.method,
    url: `${pathname}${search}`,
    path: pathname,
    version: /^\/(v1\.0|beta)(?:\/|$)/.exec(pathname)?.[1],
    ...(body === undefined ? {} : { body }),
    headers: request.header(),
    status,
  };
}

function bodyIfReadable(text: string): Json | undefined {
  try {
    return bodyOf(text);
  } catch {
    return undefined;
  }
}
