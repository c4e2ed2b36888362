import type { VppTokenEntity, VppTokenLicenseSummary } from "../../definitions/types";
import { UserError } from "../../errors";
import { givenArguments, versionOfLicenses, versionOfTokens } from "./arguments";
import { choose, criterionNames } from "./chooseToken";
import type { Tenant } from "./tenant";

/** Opens the tenant of a connection; of the default one where none is named. @throws UserError */
export type OpenTenant = (connection: string | undefined) => Tenant;

const criteriaRows = Object.fromEntries(criterionNames.map((name) => [name, { type: "String" }] as const));

/** The only token that has what the arguments name. @throws UserError */
export async function findVppToken(args: object, open: OpenTenant): Promise<VppTokenEntity> {
  const { connection, apiVersion, ...criteria } = givenArguments(criteriaRows, args);
  if (Object.keys(criteria).length === 0) throw new UserError(`name the token by one of ${criterionNames.join(", ")}.`);
  const tenant = open(connection);
  const version = versionOfTokens({ ...criteria, apiVersion }, tenant.apiVersion);
  const { id, ...others } = criteria;
  const known = id === undefined ? undefined : await tenant.vppToken(version, id);
  // Without a token of that id, the list is for the message. The service takes an id in any case of letters.
  const choice = known
    ? choose([known], { ...others, id: known.id }, tenant)
    : choose(await tenant.vppTokens(version), criteria, tenant);
  if ("problem" in choice) throw new UserError(choice.problem);
  return choice.token;
}

/** All tokens of the tenant. @throws UserError */
export async function listVppTokens(args: object, open: OpenTenant): Promise<VppTokenEntity[]> {
  const { connection, ...given } = givenArguments({}, args);
  const tenant = open(connection);
  return tenant.vppTokens(versionOfTokens(given, tenant.apiVersion));
}

/** The licenses that each token of the tenant has of an app. @throws UserError */
export async function listVppTokenLicenses(args: object, open: OpenTenant): Promise<VppTokenLicenseSummary[]> {
  const { connection, bundleId, ...given } = givenArguments({ bundleId: { type: "String" } }, args);
  if (bundleId === undefined) throw new UserError('name the app by its bundleId, for example "com.apple.Pages".');
  const tenant = open(connection);
  return tenant.licenses(versionOfLicenses(given, tenant.apiVersion), bundleId);
}
