import * as pulumi from "../pulumi";
import type { LookupOutputOptions } from "./options";

/** The value, known once the resources are there; until then it is unknown, and nothing that builds on it is called. */
export function afterResources<T>(value: pulumi.Output<T>, options: LookupOutputOptions = {}): pulumi.Output<T> {
  const resources = options.dependsOn === undefined ? pulumi.output([]) : pulumi.output(options.dependsOn);
  return resources.apply((known) => pulumi.all([known].flat().map(creation))).apply(() => value);
}

/** What is known of a resource only after it was created. A component has no id. */
function creation(resource: pulumi.Resource): pulumi.Output<string> {
  return pulumi.CustomResource.isInstance(resource) ? resource.id : resource.urn;
}
