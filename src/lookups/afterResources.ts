import * as pulumi from "../pulumi";
import type { LookupOutputOptions } from "./options";

/**
 * What Pulumi's SDK keeps of a component, and goes by itself when one of its own functions is to wait for one. None of it
 * is public, so nothing here relies on its being there.
 */
interface Component extends pulumi.Resource {
  /** Settles when the constructor and `initialize` are through, and so all children are known. */
  readonly __data?: Promise<unknown>;
  /** Not those that another process declares for it; the URN of such a component is known only once they are there. */
  readonly __childResources?: Iterable<pulumi.Resource>;
}

/** The same of an output: the resources that it comes from. */
interface Derived {
  readonly allResources?: () => Promise<Iterable<pulumi.Resource>>;
}

/**
 * The value, known once the resources are there that it comes from and that the options name; until then it is unknown,
 * and nothing that builds on it is called.
 */
export function afterResources<T>(value: pulumi.Output<T>, options: LookupOutputOptions = {}): pulumi.Output<T> {
  const named = options.dependsOn === undefined ? pulumi.output([]) : pulumi.output(options.dependsOn);
  const { allResources }: Derived = value as object;
  return named
    .apply(async (known) => {
      const sources = (await allResources?.call(value)) ?? [];
      return pulumi.all(await creationsOfAll([...sources, ...[known].flat()]));
    })
    .apply(() => value);
}

async function creationsOfAll(resources: Iterable<pulumi.Resource>): Promise<pulumi.Output<string>[]> {
  return (await Promise.all([...resources].map(creations))).flat();
}

/**
 * What is known of a resource only after it was created. A component has no id, and its URN is known before anything in
 * it is created, even at preview: it is there when its children are.
 */
async function creations(resource: pulumi.Resource): Promise<pulumi.Output<string>[]> {
  // One that the SDK made up from a URN has no id.
  if (pulumi.CustomResource.isInstance(resource)) return [resource.id ?? resource.urn];
  const component: Component = resource;
  await component.__data;
  return [component.urn, ...(await creationsOfAll(component.__childResources ?? []))];
}
