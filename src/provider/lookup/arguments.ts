import { commonOptions } from "../../definitions/arguments";
import { type ApiVersion, apiVersions, type Option } from "../../definitions/entity";
import { vppToken } from "../../definitions/vppToken";
import { vppTokenLicenseSummary } from "../../definitions/vppTokenLicenseSummary";
import { UserError } from "../../errors";
import { betaOnlyArguments, versionFor } from "../inputs/apiVersion";
import type { PropertyMap } from "../propertyMap";

/** What a lookup takes. */
export type ArgumentRows = Readonly<Record<string, Option>>;

/**
 * The arguments that a program gave a value, after a check: JavaScript programs have no compiler to do it. No message
 * quotes a value, since any of them may be a secret.
 * @throws UserError that names every invalid argument
 */
export function givenArguments(rows: ArgumentRows, args: object): Readonly<Record<string, string>> {
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  const known: ArgumentRows = { ...rows, ...commonOptions };
  const invalidProperties = given.flatMap(([name, value]) => argumentProblems(known, name, value));
  if (invalidProperties.length > 0) throw new UserError(`${invalidProperties.join("; ")}.`);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

function argumentProblems(rows: ArgumentRows, name: string, value: unknown): string[] {
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
  if (row === undefined) return [`${name} is not an argument here: write one of ${Object.keys(rows).join(", ")}`];
  if (typeof value !== "string") return [`${name} must be a string`];
  if (row.members && !row.members.includes(value)) {
    return [`${name} must be ${row.members.map((member) => `"${member}"`).join(" or ")}`];
  }
  return value === "" ? [`${name} is empty: give it a value, or leave it out`] : [];
}

const whoAsksForV1 = "is not in Graph's v1.0, which apiVersion asks for (as an argument or in the configuration)";

/**
 * The version that tokens are asked of: the one asked for, else v1.0 unless a criterion needs beta.
 * @throws UserError when v1.0 is asked for and doesn't know a criterion
 */
export function versionOfTokens(given: PropertyMap, configured: ApiVersion | undefined): ApiVersion {
  const version = versionFor(vppToken, given, configured);
  const unknown = version === "v1.0" ? betaOnlyArguments(vppToken, given) : [];
  if (unknown.length === 0) return version;
  throw new UserError(`${unknown.join(", ")} ${whoAsksForV1}: ask by another property, or set apiVersion to "beta".`);
}

/**
 * The version that licenses are asked of.
 * @throws UserError when one is asked for that doesn't know the function
 */
export function versionOfLicenses(given: PropertyMap, configured: ApiVersion | undefined): ApiVersion {
  const asked = apiVersions.find((version) => version === given.apiVersion) ?? configured;
  const version = vppTokenLicenseSummary.versions.find((known) => asked === undefined || known === asked);
  if (version) return version;
  throw new UserError(
    `${vppTokenLicenseSummary.function} ${whoAsksForV1}: set the argument apiVersion to "beta" for this lookup.`,
  );
}
