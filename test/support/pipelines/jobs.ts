import { azureDevOpsJobs } from "./azureDevOps";
import { deploymentJobs } from "./deployments";
import { pipelineFiles, pipelineText } from "./files";
import { githubJobs } from "./github";
import { gitlabJobs } from "./gitlab";
import type { Job } from "./job";
import { kubernetesJobs } from "./kubernetes";

/** How each system writes down its jobs, by the folder that is named for it. */
const readers: Readonly<Record<string, (text: string) => Job[]>> = {
  "azure-devops": azureDevOpsJobs,
  "github-actions": githubJobs,
  "gitlab-ci": gitlabJobs,
  "kubernetes-operator": kubernetesJobs,
};

/** Every job of every pipeline in examples/, with the folder that it stands in. */
export function pipelineJobs(): (Job & { readonly system: string })[] {
  const fromFiles = pipelineFiles.flatMap((file) => {
    const system = file.split("/")[0] ?? "";
    return (readers[system]?.(pipelineText(file)) ?? []).map((job) => ({ ...job, system }));
  });
  return [...fromFiles, ...deploymentJobs().map((job) => ({ ...job, system: "pulumi-deployments" }))];
}
