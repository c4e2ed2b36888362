import { parse } from "yaml";
import { pipelineText } from "./files";
import type { Job, Variables } from "./job";

export interface DeploymentsProgram {
  readonly resources: Readonly<Record<string, { readonly type: string; readonly properties: ResourceProperties }>>;
}

interface ResourceProperties {
  readonly scheduleCron?: string;
  readonly autoRemediate?: boolean;
  readonly request?: {
    readonly operation: string;
    readonly operationContext: { readonly preRunCommands: readonly string[] };
  };
}

export const deploymentsProgram = (): DeploymentsProgram => parse(pipelineText("pulumi-deployments/Pulumi.yaml"));

export function deploymentJobs(): Job[] {
  return Object.entries(deploymentsProgram().resources).flatMap(([name, { properties }]) => {
    const scripts = properties.request?.operationContext.preRunCommands;
    if (scripts === undefined) return [];
    return [{ name, scripts, environment: environmentOf(scripts), cron: properties.scheduleCron }];
  });
}

/** The variables of the environment that the last command opens. */
function environmentOf(scripts: readonly string[]): Variables {
  const [, name] = /^pulumi env run (\S+) --/.exec(scripts.at(-1) ?? "") ?? [];
  if (name === undefined) return {};
  const environment: { readonly values: { readonly environmentVariables: Variables } } = parse(
    pipelineText("pulumi-deployments/environment.yaml"),
  );
  return { ...environment.values.environmentVariables, INTUNE_CLIENT_ID: `client of ${name}` };
}
