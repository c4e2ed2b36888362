import { calmScenarios, scenarios } from "./generate";
import { report, survey } from "./survey";

// MODEL_SEED plays the scenarios of a failure again, MODEL_COUNT more or fewer of them. MODEL_EXAMPLES is how many scenarios
// of each kind are made small and shown, and MODEL_IGNORE names kinds to look past, with commas between them.
// Each run plays the same scenarios, so that nobody's change fails for what it didn't do; MODEL_SEED=random plays others.
const { MODEL_SEED: asked = "3" } = process.env;
const seed = asked === "random" ? Date.now() % 1_000_000 : Number(asked);
const count = Number(process.env.MODEL_COUNT ?? 300);

describe("whatever people, Intune and the network do", () => {
  test("without faults, every promise is kept", async () => {
    const findings = await survey(calmScenarios, seed, Math.ceil(count / 3));
    if (findings.length > 0) throw new Error(report(findings, seed));
  });

  test("with faults, lost answers and kills, every promise is kept", async () => {
    const findings = await survey(scenarios, seed, count);
    if (findings.length > 0) throw new Error(report(findings, seed));
  });
});
