import { pipelineJobs } from "./jobs";

/** Scripts that can't or needn't run here, and why. */
const notHere: readonly (readonly [RegExp, string])[] = [
  [/^npm ci$/, "installs from a registry; the copy has what it needs already"],
  [/^curl -fsSL https:\/\/get\.pulumi\.com /, "downloads the CLI; the one of this machine is used"],
];

/** The beginnings of scripts that can't run here, while the rest can, and why. */
const notBefore: readonly (readonly [RegExp, string])[] = [
  [/^pulumi env run intune\/read -- /, "opens an environment of Pulumi Cloud"],
];

/** The scripts of the jobs of that name that run here: each distinct text, and the systems that have it. */
export function runnable(job: string): [script: string, systems: string][] {
  const systems = new Map<string, string[]>();
  for (const { system, name, scripts } of pipelineJobs()) {
    if (name !== job) continue;
    for (const whole of scripts) {
      if (notHere.some(([pattern]) => pattern.test(whole))) continue;
      const script = notBefore.reduce((rest, [pattern]) => rest.replace(pattern, ""), whole);
      systems.set(script, [...(systems.get(script) ?? []), system]);
    }
  }
  return [...systems].map(([script, names]) => [script, names.join(", ")]);
}
