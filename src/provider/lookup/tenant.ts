import type { ApiVersion } from "../../definitions/entity";
import type { VppTokenEntity, VppTokenLicenseSummary } from "../../definitions/types";
import { vppToken } from "../../definitions/vppToken";
import { vppTokenLicenseSummary } from "../../definitions/vppTokenLicenseSummary";
import { configurationKey } from "../../graph/config/settingKeys";
import type { Connection } from "../../graph/connections";
import { withUserError } from "../../graph/errors/explain";
import { vppTokenEntity, vppTokenLicenses } from "./answers";

/** What lookups ask of a tenant. Every question throws UserError when it gets no answer. */
export interface Tenant {
  /** The configuration namespace of the connection. */
  readonly namespace: string;
  /** The key of the configuration that names the tenant. */
  readonly tenantKey: string;
  /** The version that the configuration asks for. */
  readonly apiVersion: ApiVersion | undefined;
  /** All tokens, from all pages. */
  vppTokens(version: ApiVersion): Promise<VppTokenEntity[]>;
  /** The token, or undefined when there is none of that id. */
  vppToken(version: ApiVersion, id: string): Promise<VppTokenEntity | undefined>;
  licenses(version: ApiVersion, bundleId: string): Promise<VppTokenLicenseSummary[]>;
}

/** The tenant that a connection reaches. */
export function tenantOf({ graph, namespace, apiVersion }: Connection): Tenant {
  const reading = <T>(subject: string, call: () => Promise<T>): Promise<T> =>
    withUserError({ operation: "read", subject, permissions: vppToken.permissions.read, namespace }, call);
  return {
    namespace,
    tenantKey: configurationKey(namespace, "tenantId"),
    apiVersion,
    vppTokens: (version) =>
      reading(`the list of ${vppToken.label}s`, async () => (await graph.list(vppToken, version)).map(vppTokenEntity)),
    vppToken: (version, id) =>
      reading(`the ${vppToken.label} ${id}`, async () => {
        const entity = await graph.get(vppToken, version, id);
        return entity && vppTokenEntity(entity);
      }),
    licenses: (version, bundleId) =>
      reading(`the licenses of an app in the ${vppToken.label}s`, async () => {
        const call = functionCall(vppTokenLicenseSummary.function, { bundleId });
        return (await graph.callFunction(vppToken, version, call)).map(vppTokenLicenses);
      }),
  };
}

/**
 * A call of an OData function with text parameters, as it stands in a URL.
 * Source: OData 4.01, "URL Conventions", 5.1.1.14.1: a quote inside of a text is written twice.
 */
export function functionCall(name: string, parameters: Readonly<Record<string, string>>): string {
  const written = Object.entries(parameters).map(
    ([parameter, text]) => `${parameter}='${encodeURIComponent(text.replaceAll("'", "''"))}'`,
  );
  return `${name}(${written.join(",")})`;
}
