import { parse } from "yaml";
import { isText, type Job, type Variables } from "./job";

interface AzurePipeline {
  readonly schedules?: readonly { readonly cron: string; readonly always: boolean }[];
  readonly variables?: Variables;
  readonly stages?: readonly { readonly jobs: readonly AzureJob[] }[];
  readonly jobs?: readonly AzureJob[];
}

interface AzureJob {
  readonly job: string;
  readonly steps: readonly AzureStep[];
}

interface AzureStep {
  readonly script?: string;
  readonly inputs?: Variables;
  readonly env?: Variables;
}

export function azureDevOpsJobs(text: string): Job[] {
  const { schedules, variables, jobs, stages }: AzurePipeline = parse(text);
  // Otherwise Azure DevOps runs it only when the code has changed since the last time.
  const schedule = schedules?.find(({ always }) => always);
  return (jobs ?? (stages ?? []).flatMap((stage) => stage.jobs)).map(({ job, steps }) => ({
    name: job,
    scripts: steps.map(({ script, inputs }) => script ?? inputs?.inlineScript).filter(isText),
    environment: Object.assign({ ...variables }, ...steps.map(signIn)),
    cron: schedule?.cron,
  }));
}

/** The variables of a step, those of its service connection that the script hands on included. */
function signIn({ env = {}, inputs = {} }: AzureStep): Variables {
  const connection = inputs.azureSubscription;
  if (connection === undefined) return env;
  // Source: the task AzureCLI@2, for connections with workload identity federation.
  const given: Variables = {
    AZURESUBSCRIPTION_TENANT_ID: "tenant",
    AZURESUBSCRIPTION_CLIENT_ID: `client of ${connection}`,
    AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: connection,
  };
  const exported = [...(inputs.inlineScript ?? "").matchAll(/(\w+)="\$(\w+)"/g)];
  return { ...env, ...Object.fromEntries(exported.map(([, name, from]) => [name, given[from ?? ""]])) };
}
