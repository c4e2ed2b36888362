/**
 * What a program's process needs of Pulumi's SDK, from the modules that Pulumi has loaded by then. The SDK's index, and
 * that of its runtime, load the Automation API and the closure serializer besides: 550 modules for nothing.
 */
export { RunError } from "@pulumi/pulumi/errors";
export * as log from "@pulumi/pulumi/log";
export { all, type Input, type Inputs, Output, output, secret } from "@pulumi/pulumi/output";
export {
  CustomResource,
  type CustomResourceOptions,
  type ID,
  mergeOptions,
  ProviderResource,
  type Resource,
} from "@pulumi/pulumi/resource";
export { allConfig, getConfig } from "@pulumi/pulumi/runtime/config";
export { getProject, isDryRun } from "@pulumi/pulumi/runtime/settings";
export { getStackResource } from "@pulumi/pulumi/runtime/stack";
