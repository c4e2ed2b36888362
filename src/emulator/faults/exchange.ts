import type { RequestNames } from "../errors";
import type { Pretence } from "./swallow";

/** What is read: whole lists, or one entity by its id. */
export const readKinds = ["lists", "entities"] as const;
export type ReadKind = (typeof readKinds)[number];

/** How long reads show the tenant as it was: until so many were answered, or so much time has passed. */
export interface Staleness {
  /** The reads that do; undefined for all. */
  readonly of: ReadKind | undefined;
  readonly reads: number;
  readonly milliseconds: number;
}

/** A request on its way to the service, in the hands of a fault. */
export interface Exchange {
  readonly names: RequestNames;
  /** The body that was sent. */
  readonly sent: string;
  /** Lets the service carry the request out, and gives its answer. */
  carryOut(): Promise<Response>;
  /** Gives an answer of the service's without anything being done. */
  pretend(answers: Pretence): Promise<Response>;
  pause(milliseconds: number): Promise<void>;
  /** Ends the connection without an answer. Give the answer that gets lost, if there is one. */
  cut(lost?: Response): Response;
  /** Sends half of the answer, then ends the connection. */
  cutMidway(answer: Response): Promise<Response>;
  /** From now on reads show the tenant as it is at this moment. */
  holdBack(staleness: Staleness): void;
}

/** What happens to a request instead of being answered well. */
export type Fault = (exchange: Exchange) => Promise<Response>;

/** Whether the service does what was asked before the fault sets in. */
export type When = "before" | "after";
export const whens = ["before", "after"] as const satisfies readonly When[];

/** The same answer with another body. */
export function withBody(answer: Response, body: string | ReadableStream<Uint8Array> | null): Response {
  return new Response(body, { status: answer.status, headers: answer.headers });
}
