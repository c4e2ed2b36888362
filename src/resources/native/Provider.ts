import type * as pulumi from "@pulumi/pulumi";
import { mergeOptions, output, ProviderResource, secret } from "../../pulumi";
import { packageName, pluginVersion } from "./nativeResource";

/**
 * The connection to one tenant. An argument that is left out comes from the environment variables of the configuration key of
 * the same name; docs/configuration.md lists them. The stack's own `intune:` keys serve the default provider only.
 */
export interface ProviderArgs {
  /** The directory (tenant) id, a GUID, or one of the tenant's domains. */
  tenantId?: pulumi.Input<string | undefined>;
  /** The application (client) id; with `useMsi`, that of a user-assigned managed identity. */
  clientId?: pulumi.Input<string | undefined>;
  /** A client secret of the application. Setting it chooses this way to sign in. */
  clientSecret?: pulumi.Input<string | undefined>;
  /** A PEM file with a certificate of the application and its private key. Setting it chooses this way to sign in. */
  clientCertificatePath?: pulumi.Input<string | undefined>;
  /** The password of that file's private key, if it has one. */
  clientCertificatePassword?: pulumi.Input<string | undefined>;
  /** Whether an OpenID Connect token of the pipeline is exchanged. Default: false. */
  useOidc?: pulumi.Input<boolean | undefined>;
  /** The OpenID Connect token itself. Setting it chooses this way to sign in. */
  oidcToken?: pulumi.Input<string | undefined>;
  /** A file with that token, which is read again for each exchange. Setting it chooses this way to sign in. */
  oidcTokenFilePath?: pulumi.Input<string | undefined>;
  /** Whether to sign in with the managed identity of the Azure machine or service that Pulumi runs on. Default: false. */
  useMsi?: pulumi.Input<boolean | undefined>;
  /** Whether to sign in as the account of `az login`. Default: false. */
  useCli?: pulumi.Input<boolean | undefined>;
  /** The cloud. Default: `global`. */
  environment?: pulumi.Input<"global" | "usgovernment" | "usgovernmentdod" | "china" | undefined>;
  /** The version of Graph for whatever doesn't say. Default: `v1.0`, and beta where it is needed. */
  apiVersion?: pulumi.Input<"v1.0" | "beta" | undefined>;
  /** The address of Graph, without the version. Plain http is for this computer only. Default: the cloud's. */
  graphEndpoint?: pulumi.Input<string | undefined>;
  /** The address that accounts sign in at. Default: the cloud's. */
  authorityHost?: pulumi.Input<string | undefined>;
  /** A ready access token for Graph, instead of a way to sign in. It isn't renewed. */
  accessToken?: pulumi.Input<string | undefined>;
}

/** The arguments that are secrets. A type test holds them to the keys of the configuration. */
export const secretArguments = ["clientSecret", "clientCertificatePassword", "oidcToken", "accessToken"] as const;

/**
 * A connection of the plugin to one tenant, for programs that work with several. Name it in the resource option `provider`;
 * without one, a resource uses the stack's `intune:` configuration. Its credentials are in the stack's state, encrypted.
 *
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import * as intune from "pulumi-intune/native";
 *
 * const config = new pulumi.Config();
 * const contoso = new intune.Provider("contoso", { tenantId: "contoso.example", useOidc: true, clientId: config.require("clientId") });
 * new intune.VppToken("london", { tokenFrom: { file: "london.vpptoken" } }, { provider: contoso });
 * ```
 */
export class Provider extends ProviderResource {
  /**
   * Declares a connection.
   *
   * @param name The name of the connection in the stack.
   * @param args Which tenant, and how to sign in.
   * @param opts Pulumi's resource options.
   */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    super(
      packageName,
      name,
      providerInputs(args),
      mergeOptions({ version: pluginVersion, additionalSecretOutputs: [...secretArguments] }, opts),
    );
  }
}

/** The engine takes strings as a provider's inputs. */
function providerInputs(args: ProviderArgs): pulumi.Inputs {
  const isSecret = (name: string) => (secretArguments as readonly string[]).includes(name);
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => {
      const text = output(value).apply((known) => (typeof known === "boolean" ? String(known) : known));
      return [name, isSecret(name) ? secret(text) : text];
    }),
  );
}
