import { parse } from "yaml";
import type { Job, Variables } from "./job";

interface GitlabJob {
  readonly variables: Variables;
  readonly script: readonly string[];
}

interface GitlabPipeline {
  readonly variables: Variables;
  readonly default: {
    readonly id_tokens: Readonly<Record<string, { readonly aud: string }>>;
    readonly before_script: readonly string[];
  };
}

/** GitLab keeps schedules outside the file, so that a comment in it names them. */
const scheduled = (text: string, check: string): string | undefined =>
  new RegExp(`^# +CHECK=${check} +(\\S+ \\S+ \\S+ \\S+ \\S+) `, "m").exec(text)?.[1];

export function gitlabJobs(text: string): Job[] {
  const { variables, default: shared, ...jobs }: GitlabPipeline & Readonly<Record<string, GitlabJob>> = parse(text);
  const tokens = Object.entries(shared.id_tokens).map(([name, { aud }]) => [name, `for ${aud}`] as const);
  return Object.entries(jobs).map(([name, job]) => ({
    name,
    scripts: [...shared.before_script, ...job.script],
    environment: { ...variables, ...Object.fromEntries(tokens), ...job.variables },
    cron: scheduled(text, name),
  }));
}
