import type { Violation } from "./judge";
import type { Scenario, ServiceTraits, Step } from "./scenario";

const plainest: ServiceTraits = {
  organizationOnRenewal: "keeps",
  respells: false,
  renewalLagSeconds: 0,
  datelessSeconds: 0,
  pageSize: 100,
  parallel: 1,
};

/**
 * The smallest scenario that it finds which breaks the same promise: without steps that don't matter, with plainer
 * steps, and with a plainer service.
 */
export async function shrink(
  scenario: Scenario,
  kind: string,
  play: (scenario: Scenario) => Promise<Violation | undefined>,
  mostTries = 400,
): Promise<Scenario> {
  let smallest = scenario;
  let tries = 0;
  for (let found = true; found; ) {
    found = false;
    for (const candidate of smaller(smallest)) {
      if (tries++ >= mostTries) return smallest;
      if ((await play(candidate))?.kind !== kind) continue;
      smallest = candidate;
      found = true;
      break;
    }
  }
  return smallest;
}

function* smaller({ service, steps }: Scenario): Generator<Scenario> {
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = steps.length - size; from >= 0; from -= size) {
      yield { service, steps: [...steps.slice(0, from), ...steps.slice(from + size)] };
    }
  }
  for (const [name, value] of Object.entries(plainest)) {
    if (service[name as keyof ServiceTraits] !== value) yield { service: { ...service, [name]: value }, steps };
  }
  for (const [index, step] of steps.entries()) {
    for (const plainer of plainerSteps(step)) yield { service, steps: steps.with(index, plainer) };
  }
}

function* plainerSteps(step: Step): Generator<Step> {
  for (const [name, value] of Object.entries(step)) {
    const without = Object.fromEntries(Object.entries(step).filter(([other]) => other !== name));
    if (["refresh", "preview", "replace", "faults", "kill"].includes(name)) yield without as unknown as Step;
    if (name === "faults" && Array.isArray(value) && value.length > 1) {
      for (const index of value.keys()) yield { ...step, faults: value.toSpliced(index, 1) } as Step;
    }
    if (name === "faults" && Array.isArray(value)) {
      for (const [index, fault] of value.entries()) {
        if (fault.times > 1) yield { ...step, faults: value.with(index, { ...fault, times: 1 }) } as Step;
        if (fault.after > 0) yield { ...step, faults: value.with(index, { ...fault, after: 0 }) } as Step;
      }
    }
    if (name === "args") {
      for (const argument of Object.keys(value as object)) {
        const { [argument]: _, ...rest } = value as Record<string, unknown>;
        yield { ...step, args: rest } as Step;
      }
    }
    if ((name === "which" || name === "location") && value !== 0) yield { ...step, [name]: 0 } as Step;
    if (name === "capitals" && value === true) yield { ...step, capitals: false } as Step;
  }
}
