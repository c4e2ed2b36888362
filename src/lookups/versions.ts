import { type ApiVersion, apiVersions } from "../definitions/entity";
import { vppToken } from "../definitions/vppToken";
import { vppTokenLicenseSummary } from "../definitions/vppTokenLicenseSummary";
import { UserError } from "../errors";
import type { Plain } from "../provider/plain";
import { betaOnlyArguments, versionFor } from "../provider/version";

const whoAsksForV1 = "is not in Graph's v1.0, which apiVersion asks for (as an argument or in the configuration)";

/**
 * The version that tokens are asked of: the one asked for, else v1.0 unless a criterion needs beta.
 * @throws UserError when v1.0 is asked for and doesn't know a criterion
 */
export function versionOfTokens(given: Plain, configured: ApiVersion | undefined): ApiVersion {
  const version = versionFor(vppToken, given, configured);
  const unknown = version === "v1.0" ? betaOnlyArguments(vppToken, given) : [];
  if (unknown.length === 0) return version;
  throw new UserError(`${unknown.join(", ")} ${whoAsksForV1}: ask by another property, or set apiVersion to "beta".`);
}

/**
 * The version that licences are asked of.
 * @throws UserError when one is asked for that doesn't know the function
 */
export function versionOfLicenses(given: Plain, configured: ApiVersion | undefined): ApiVersion {
  const asked = apiVersions.find((version) => version === given.apiVersion) ?? configured;
  const version = vppTokenLicenseSummary.versions.find((known) => asked === undefined || known === asked);
  if (version) return version;
  throw new UserError(
    `${vppTokenLicenseSummary.function} ${whoAsksForV1}: set the argument apiVersion to "beta" for this lookup.`,
  );
}
