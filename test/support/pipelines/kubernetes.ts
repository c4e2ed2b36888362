import { parseAllDocuments } from "yaml";
import type { Job, Variables } from "./job";

interface CronJob {
  readonly kind: "CronJob";
  readonly spec: {
    readonly schedule: string;
    readonly jobTemplate: { readonly spec: { readonly template: Pod } };
  };
}

interface Pod {
  readonly metadata: { readonly labels: Variables };
  readonly spec: {
    readonly serviceAccountName: string;
    readonly containers: readonly { readonly name: string; readonly command: readonly string[] }[];
  };
}

export interface Stack {
  readonly kind: "Stack";
  readonly spec: Readonly<Record<string, unknown>> & {
    readonly serviceAccountName: string;
    readonly workspaceTemplate: { readonly spec: { readonly podTemplate: Pick<Pod, "metadata"> } };
  };
}

export type KubernetesObject = CronJob | Stack | { readonly kind: "ServiceAccount" | "ClusterRoleBinding" };

export const kubernetesObjects = (text: string): KubernetesObject[] =>
  parseAllDocuments(text).map((document) => document.toJS());

export function kubernetesJobs(text: string): Job[] {
  return kubernetesObjects(text).flatMap((object): Job[] => {
    if (object.kind === "Stack") {
      const { serviceAccountName, workspaceTemplate } = object.spec;
      const environment = workloadIdentity(serviceAccountName, workspaceTemplate.spec.podTemplate.metadata.labels);
      return [{ name: "up", scripts: [], environment, cron: undefined }];
    }
    if (object.kind !== "CronJob") return [];
    const { schedule: cron, jobTemplate } = object.spec;
    const { metadata, spec } = jobTemplate.spec.template;
    return spec.containers.map(({ name, command }) => ({
      name,
      scripts: [command.join(" ")],
      environment: workloadIdentity(spec.serviceAccountName, metadata.labels),
      cron,
    }));
  });
}

/** What a pod with that label is given. Source: Microsoft Entra Workload ID, "Mutating Admission Webhook". */
function workloadIdentity(account: string, labels: Variables): Variables {
  if (labels["azure.workload.identity/use"] !== "true") return {};
  return {
    AZURE_AUTHORITY_HOST: "https://login.microsoftonline.com/",
    AZURE_CLIENT_ID: `client of ${account}`,
    AZURE_TENANT_ID: "tenant",
    AZURE_FEDERATED_TOKEN_FILE: "/var/run/secrets/azure/tokens/azure-identity-token",
  };
}
