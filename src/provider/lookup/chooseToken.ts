import type { VppTokenEntity } from "../../definitions/types";
import { vppToken } from "../../definitions/vppToken";
import { displayText } from "../../displayText";
import { semanticEquals } from "../equality";
import type { Tenant } from "./tenant";

/** What a token can be asked for by. */
export const criterionNames = ["id", "displayName", "appleId", "organizationName"] as const;

/** What the token has to have; all of it. */
export type Criteria = { readonly [Name in (typeof criterionNames)[number]]?: string | undefined };

/** The only token that matches, or why there isn't exactly one, as a sentence with the candidates. */
export type Choice = { readonly token: VppTokenEntity } | { readonly problem: string };

/** More than this would bury the advice that follows. */
const shownCandidates = 20;

/**
 * Chooses the only token that matches the criteria. Ids are compared without case, all else as its row of the definition says.
 * @param tokens All tokens there are to choose from.
 * @param source The connection that they come from.
 */
export function choose(
  tokens: readonly VppTokenEntity[],
  criteria: Criteria,
  { namespace, tenantKey }: Pick<Tenant, "namespace" | "tenantKey">,
): Choice {
  const asked = criterionNames.filter((name) => criteria[name] !== undefined);
  const matching = tokens.filter((token) => asked.every((name) => matches(name, token[name], criteria[name])));
  const [token] = matching;
  if (token && matching.length === 1) return { token };
  const these = `this ${asked.join(" and this ")}`;
  const advice = "ask by the id alone, which no other token has";
  if (token) {
    return {
      problem: `${matching.length} VPP tokens of the connection "${namespace}" have ${these}:\n${listed(matching)}\nAdd a criterion that only one of them fits, or ${advice}.`,
    };
  }
  const none = `no VPP token of the connection "${namespace}" has ${these}.`;
  return {
    problem:
      tokens.length === 0
        ? `${none} The tenant has no VPP token: check that ${tenantKey} names the right one.`
        : `${none} There ${tokens.length === 1 ? "is" : "are"}:\n${listed(tokens)}\nCorrect what is asked for (only ids and Apple IDs are compared without case), or ${advice}.`,
  };
}

function matches(name: keyof Criteria, live: string | undefined, wanted: string | undefined): boolean {
  return name === "id"
    ? live?.toLowerCase() === wanted?.toLowerCase()
    : semanticEquals(vppToken.properties[name], live, wanted);
}

function listed(tokens: readonly VppTokenEntity[]): string {
  const lines = tokens
    .slice(0, shownCandidates)
    .map(
      ({ id, displayName, organizationName, appleId }) =>
        `  - id ${displayText(id)}, name ${displayText(displayName ?? organizationName ?? "not set")}, Apple ID ${displayText(appleId ?? "not set")}`,
    );
  const left = tokens.length - lines.length;
  return [...lines, ...(left > 0 ? [`  - and ${left} more, which getVppTokens() gives`] : [])].join("\n");
}
