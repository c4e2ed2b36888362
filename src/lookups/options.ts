import type * as pulumi from "@pulumi/pulumi";

/** What every lookup can be told about where it asks. */
export interface LookupOptions {
  /**
   * The connection to the tenant: with the dynamic provider a namespace of the stack's configuration, with the plugin an
   * entry of `intune:connections`. Default: the keys of `intune` itself, for which environment variables serve too.
   */
  readonly connection?: string | undefined;
  /**
   * The version of Microsoft Graph that is asked: `v1.0` or `beta`. Default: the configuration's `apiVersion`, else the
   * one that the lookup needs.
   */
  readonly apiVersion?: "v1.0" | "beta" | undefined;
}

/** The same arguments, each of which may be an output of something else. */
export type LookupInputs<Args> = { readonly [Name in keyof Args]: pulumi.Input<Args[Name]> };

/** Options of a lookup's Output form. */
export interface LookupOutputOptions {
  /**
   * Resources that have to be there before Intune is asked, besides those that the arguments come from; of a component,
   * all that it holds. While one is only planned, the answer is unknown.
   */
  readonly dependsOn?: pulumi.Input<pulumi.Input<pulumi.Resource>[]> | pulumi.Input<pulumi.Resource> | undefined;
}
