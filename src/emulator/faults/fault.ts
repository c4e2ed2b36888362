import type { RequestIdentity } from "../http/errors";
import type { IgnoredWriteResult } from "./consistencyFaults";
import type { Parameters } from "./parameters";

/** What is read: whole lists, or one entity by its id. */
export const readKinds = ["lists", "entities"] as const;
export type ReadKind = (typeof readKinds)[number];

/** How long reads show the tenant as it was: until so many were answered, or so much time has passed. */
export interface StaleReadLimits {
  /** The reads that do; undefined for all. */
  readonly of: ReadKind | undefined;
  readonly reads: number;
  readonly milliseconds: number;
}

/** A request on its way to the service, in the hands of a fault. */
export interface FaultContext {
  readonly identity: RequestIdentity;
  /** The body that was sent. */
  readonly requestBody: string;
  /** Lets the service carry the request out, and gives its answer. */
  proceed(): Promise<Response>;
  /** Gives an answer of the service's without anything being done. */
  respondWithoutEffect(answers: IgnoredWriteResult): Promise<Response>;
  delay(milliseconds: number): Promise<void>;
  /** Ends the connection without an answer. Give the answer that gets lost, if there is one. */
  dropConnection(lost?: Response): Response;
  /** Sends half of the answer, then ends the connection. */
  dropMidResponse(answer: Response): Promise<Response>;
  /** From now on reads show the tenant as it is at this context. */
  startStaleReads(staleness: StaleReadLimits): void;
}

/** What happens to a request instead of being answered well. */
export type Fault = (context: FaultContext) => Promise<Response>;

/** Whether the service does what was asked before the fault sets in. */
export type FaultTiming = "before" | "after";
export const faultTimings = ["before", "after"] as const satisfies readonly FaultTiming[];

/** The same answer with another body. */
export function withBody(answer: Response, body: string | ReadableStream<Uint8Array> | null): Response {
  return new Response(body, { status: answer.status, headers: answer.headers });
}

/** A way to fail. */
export interface FaultKind {
  readonly name: string;
  /** Its parameters, for people. */
  readonly parameterHelp: string;
  /** What happens, for people. */
  readonly description: string;
  /** Reads the parameters of a rule. @throws InvalidRuleError */
  readonly createFault: (parameters: Parameters) => Fault;
}
