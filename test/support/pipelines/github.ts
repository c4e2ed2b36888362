import { parse } from "yaml";
import { isText, type Job, type Variables } from "./job";

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>> & { readonly schedule?: readonly { readonly cron: string }[] };
  readonly permissions: Variables;
  readonly env?: Variables;
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

interface WorkflowJob {
  readonly permissions: Variables;
  readonly environment?: string;
  readonly env: Variables;
  readonly steps: readonly { readonly uses?: string; readonly with?: Variables; readonly run?: string }[];
}

export const workflow = (text: string): Workflow => parse(text);

/** What a job has that may ask for an identity. Source: GitHub, "OpenID Connect reference". */
const idToken = { ACTIONS_ID_TOKEN_REQUEST_URL: "https://an.address", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "bearer" };

export function githubJobs(text: string): Job[] {
  const { on, env, jobs } = workflow(text);
  return Object.entries(jobs).map(([name, job]) => ({
    name,
    scripts: job.steps.map(({ run }) => run).filter(isText),
    environment: { ...env, ...job.env, ...(job.permissions["id-token"] === "write" ? idToken : {}) },
    cron: on.schedule?.[0]?.cron,
  }));
}
