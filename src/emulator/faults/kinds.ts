import { emptyBody, hideNewest, patch, truncatedBody } from "./answerFaults";
import { cut, latency, slowBody } from "./connectionFaults";
import type { Fault } from "./exchange";
import type { Parameters } from "./parameters";
import { staleReads } from "./staleReads";
import { htmlPage, status } from "./statusFaults";

/** A way to fail. */
export interface FaultKind {
  readonly name: string;
  /** Its parameters, for people. */
  readonly takes: string;
  /** What happens, for people. */
  readonly does: string;
  /** Reads the parameters of a rule. @throws BadRule */
  readonly prepare: (parameters: Parameters) => Fault;
}

/** Every way to fail. */
export const faultKinds: readonly FaultKind[] = [
  latency,
  status,
  cut,
  slowBody,
  truncatedBody,
  emptyBody,
  htmlPage,
  patch,
  hideNewest,
  staleReads,
];
