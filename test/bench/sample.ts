import type { Machine, Measurement } from "../../bench/types";

/** One `up` of one token of ours, but for what is said otherwise. */
export function measurement(otherwise: Partial<Measurement>): Measurement {
  return {
    contender: "ours",
    tokens: 1,
    repetition: 1,
    operation: "up",
    seconds: 2,
    requests: 2,
    engineMemory: 100 * 2 ** 20,
    providerMemory: 80 * 2 ** 20,
    stateBytes: 4000,
    ...otherwise,
  };
}

export const machine: Machine = {
  processor: "A Processor",
  cores: 2,
  memoryBytes: 23.6 * 2 ** 30,
  system: "Linux 6.1",
  software: { Node: "v20.20.2", "Pulumi CLI": "v3.257.0" },
};
