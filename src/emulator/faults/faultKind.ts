import type { Fault } from "./exchange";
import type { Parameters } from "./parameters";

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
