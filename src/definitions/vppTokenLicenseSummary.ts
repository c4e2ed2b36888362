import type { ApiVersion, ComplexField } from "./entity";

/** What a function of Graph's, bound to a collection, answers with: a table without ids of its own. */
export interface SummaryDefinition {
  readonly label: string;
  /** The function that gives it, and the versions of Graph that have the function. */
  readonly function: string;
  readonly versions: readonly ApiVersion[];
  readonly fields: Readonly<Record<string, ComplexField>>;
}

/**
 * The licenses of an app in a token.
 * Source: Microsoft Graph reference (beta), "vppTokenLicenseSummary resource type" and "getLicensesForApp function".
 */
export const vppTokenLicenseSummary = {
  label: "VPP token license summary",
  function: "getLicensesForApp",
  versions: ["beta"],
  fields: {
    vppTokenId: { type: "String" },
    appleId: { type: "String" },
    organizationName: { type: "String" },
    availableLicenseCount: { type: "Int32" },
    usedLicenseCount: { type: "Int32" },
  },
} as const satisfies SummaryDefinition;
