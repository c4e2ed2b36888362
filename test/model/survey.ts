import fc from "fast-check";
import type { Violation } from "./judge";
import { play } from "./play";
import type { Scenario } from "./scenario";
import { shrink } from "./shrink";
import { Wire } from "./wire";

/** A promise that scenarios broke: how many of them, and the smallest one that was found. */
export interface Finding {
  readonly kind: string;
  readonly count: number;
  readonly scenario: Scenario;
  readonly detail: string;
}

/** How many scenarios of a kind are made small and shown. */
const mostExamples = Number(process.env.MODEL_EXAMPLES ?? 2);
/** Kinds of broken promises to look past, in order to see what is behind them. */
const ignored = new Set((process.env.MODEL_IGNORE ?? "").split(","));

/** Plays scenarios of a seed, and gives each kind of broken promise with its smallest scenario. */
export async function survey(arbitrary: fc.Arbitrary<Scenario>, seed: number, count: number): Promise<Finding[]> {
  const wire = new Wire();
  try {
    const found = new Map<string, Scenario[]>();
    for (const scenario of fc.sample(arbitrary, { seed, numRuns: count })) {
      const violation = await played(scenario, wire);
      if (violation) found.set(violation.kind, [...(found.get(violation.kind) ?? []), scenario]);
    }
    const findings: Finding[] = [];
    for (const [kind, scenarios] of found) {
      const shortest = scenarios.toSorted((one, other) => one.steps.length - other.steps.length).slice(0, mostExamples);
      const known = new Set<string>();
      for (const one of shortest) {
        const scenario = await shrink(one, kind, (candidate) => played(candidate, wire));
        if (known.has(likeness(scenario))) continue;
        known.add(likeness(scenario));
        const detail = (await played(scenario, wire))?.detail ?? "";
        findings.push({ kind, count: scenarios.length, scenario, detail });
      }
    }
    return findings;
  } finally {
    wire.restore();
  }
}

/** Two scenarios of the same steps and faults are two examples of the same thing. */
function likeness({ steps }: Scenario): string {
  return JSON.stringify(
    steps.map((step) => [step.do, "faults" in step ? step.faults?.map(({ kind, on, when }) => [kind, on, when]) : ""]),
  );
}

/** What goes wrong in the engine or the model itself is a finding as well, and must not hide the others. */
async function played(scenario: Scenario, wire: Wire): Promise<Violation | undefined> {
  try {
    return await play(scenario, wire, ignored);
  } catch (error) {
    return { kind: "the model failed", detail: error instanceof Error ? String(error.stack) : String(error) };
  }
}

/** The findings for whoever has to mend what is broken. */
export function report(findings: readonly Finding[], seed: number): string {
  const parts = findings.map(({ kind, count, scenario: { service, steps }, detail }) => {
    const lines = steps.map((step) => `    ${JSON.stringify(step)}`);
    return [`${kind} (${count} scenarios): ${detail}`, `  ${JSON.stringify(service)}`, ...lines].join("\n");
  });
  return [`Set MODEL_SEED=${seed} to see this again.`, ...parts].join("\n\n").replace(/[^\n -~]/g, escaped);
}

/** Two spellings of a letter look the same, and matter here. */
const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
