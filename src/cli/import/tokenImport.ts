import type { VppTokenEntity } from "../../definitions/types";
import { vppToken } from "../../definitions/vppToken";
import { UserError } from "../../errors";
import { checkArgument } from "../../provider/inputs/arguments";
import type { PropertyMap } from "../../provider/propertyMap";
import { type NamedToken, nameTokens } from "./names";

/** A live token that a program imports. */
export interface TokenImport extends NamedToken {
  /** The arguments that declare it as it is, without `token`. */
  readonly inputs: PropertyMap;
  /** The properties that can't be declared, and why. */
  readonly omitted: readonly OmittedProperty[];
}

/** A live value that the provider doesn't accept as an argument. */
export interface OmittedProperty {
  readonly name: string;
  readonly value: unknown;
  /** The rest of a sentence that begins with the name. */
  readonly reason: string;
}

/** Decides how a program declares live tokens, so that nothing changes. */
export function planImports(tokens: readonly VppTokenEntity[], connection: string | undefined): TokenImport[] {
  return nameTokens(tokens).map((named) => ({ ...named, ...inputsFor(named.token, connection) }));
}

function inputsFor(token: VppTokenEntity, connection: string | undefined): Pick<TokenImport, "inputs" | "omitted"> {
  const omitted: OmittedProperty[] = [];
  const inputs: Record<string, unknown> = connection === undefined ? {} : { connection };
  for (const name of managedProperties) {
    const value = token[name];
    if (value === undefined || !isCustomized(name, value)) continue;
    const [failure] = checkArgument(vppToken, name, value);
    if (failure) omitted.push({ name, value, reason: failure.reason });
    else inputs[name] = value;
  }
  return { inputs, omitted };
}

/**
 * Returns the imports with these ids, or all when no ids are given. Ids are compared without case.
 * @throws UserError when an id isn't in the tenant, or the tenant has no tokens
 */
export function selectByIds(
  imports: readonly TokenImport[],
  ids: readonly string[] | undefined,
): readonly TokenImport[] {
  if (imports.length === 0) throw new UserError("The tenant has no VPP tokens: there is nothing to import.");
  if (ids === undefined) return imports;
  const missing = new Set(ids.map((id) => id.toLowerCase()));
  const found = imports.filter(({ token }) => missing.delete(token.id.toLowerCase()));
  if (missing.size === 0) return found;
  throw new UserError(
    `The tenant has no VPP token with the id ${[...missing].join(" or ")}: nothing was written. ` +
      "`pulumi-intune status --json` lists the tokens with their ids.",
  );
}

type Properties = typeof vppToken.properties;

/** Properties that only an administrator sets. (The organization's name comes with the token.) */
type AdminProperty = {
  [Name in keyof Properties]: Properties[Name] extends { access: "admin" } ? Name : never;
}[keyof Properties];

/** Properties that can be managed and read. `token` can't be read. */
type ManagedProperty = Exclude<AdminProperty, "token">;

/** What Intune shows where nobody chose a value, in the order in which a program declares the properties. */
const defaultValues: Readonly<Record<ManagedProperty, readonly unknown[]>> = {
  displayName: [""],
  appleId: [""],
  vppTokenAccountType: [],
  countryOrRegion: [""],
  automaticallyUpdateApps: [],
  dataSharingConsentGranted: [false],
  claimTokenManagementFromExternalMdm: [false],
  // Every token has the default scope tag.
  roleScopeTagIds: [["0"], []],
  appleDeviceAppDeliveryProtocolType: ["default"],
};

/** The properties that a program declares besides `token`, in this order. */
const managedProperties = Object.keys(defaultValues) as ManagedProperty[];

/** Whether somebody chose a live value, so that a program should manage it. Other values are better left unmanaged. */
function isCustomized(name: ManagedProperty, value: unknown): boolean {
  return !defaultValues[name].some((each) => JSON.stringify(each) === JSON.stringify(value));
}
