import type { Fault } from "./exchange";
import type { Parameters } from "./parameters";

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
