import type { RequestIdentity } from "../http/errors";
import type { IgnoredWriteResult } from "./consistencyFaults";
import type { Parameters } from "./parameters";

/** What a request reads: a list, or one entity by its id. */
export const readKinds = ["lists", "entities"] as const;
export type ReadKind = (typeof readKinds)[number];

/** How long reads show an earlier state of the tenant: for a number of reads, or for a time. */
export interface StaleReadLimits {
  /** The kind of reads; undefined for all. */
  readonly of: ReadKind | undefined;
  readonly reads: number;
  readonly milliseconds: number;
}

/** A request that a fault applies to, and what the fault can do with it. */
export interface FaultContext {
  readonly identity: RequestIdentity;
  /** The request's body as it was sent. */
  readonly requestBody: string;
  /** Carries the request out, and returns the response. */
  proceed(): Promise<Response>;
  /** Returns a response of the service without carrying the request out. */
  respondWithoutEffect(answers: IgnoredWriteResult): Promise<Response>;
  delay(milliseconds: number): Promise<void>;
  /** Closes the connection without a response. `lost`: the response that the client doesn't get, if there is one. */
  dropConnection(lost?: Response): Response;
  /** Sends half of the response, then closes the connection. */
  dropMidResponse(answer: Response): Promise<Response>;
  /** From now on reads show the tenant as it is now. */
  startStaleReads(staleness: StaleReadLimits): void;
}

/** What happens to a request instead of the usual response. */
export type Fault = (context: FaultContext) => Promise<Response>;

/** When the fault applies: before or after the request is carried out. */
export type FaultTiming = "before" | "after";
export const faultTimings = ["before", "after"] as const satisfies readonly FaultTiming[];

/** Returns the same response with another body. */
export function withBody(response: Response, body: string | ReadableStream<Uint8Array> | null): Response {
  return new Response(body, { status: response.status, headers: response.headers });
}

/** A kind of fault that a rule can name. */
export interface FaultKind {
  readonly name: string;
  /** Its parameters, for --help. */
  readonly parameterHelp: string;
  /** What happens, for --help. */
  readonly description: string;
  /** Reads the parameters of a rule. @throws InvalidRuleError */
  readonly createFault: (parameters: Parameters) => Fault;
}
