import { vppToken } from "../definitions/vppToken";
import { vppTokenLicenseSummary } from "../definitions/vppTokenLicenseSummary";
import type { Entity } from "../graph/entities";
import { GraphError } from "../graph/errors/graphError";
import { isObject } from "../json";
import type { Plain } from "../provider/plain";
import { misfits, tabled } from "./tabled";
import type { VppTokenEntity } from "./VppTokenEntity";
import type { VppTokenLicenseSummary } from "./VppTokenLicenseSummary";

/** Graph's own words for what isn't known. They stand for a null: Intune answers either. */
const unknown = {
  expirationDateTime: "0001-01-01T00:00:00Z",
  lastModifiedDateTime: "0001-01-01T00:00:00Z",
  state: "unknown",
  lastSyncStatus: "none",
} as const;

/** The token that the service tells of. @throws GraphError when the answer is something else */
export function vppTokenEntity(entity: Entity): VppTokenEntity {
  const values = { ...unknown, ...tabled(vppToken.properties, entity), id: entity.id };
  if (!isVppTokenEntity(values)) throw unexpected(vppToken.label, misfits(vppToken.properties, values));
  return values;
}

/** The summary that the service tells of. @throws GraphError when the answer is something else */
export function vppTokenLicenses(answer: unknown): VppTokenLicenseSummary {
  const { label, fields } = vppTokenLicenseSummary;
  const values = isObject(answer) ? tabled(fields, answer) : undefined;
  if (!values) throw unexpected(label, ["the whole of it"]);
  if (!isVppTokenLicenseSummary(values)) throw unexpected(label, misfits(fields, values));
  return values;
}

// That these types and tables say the same is proven in test/lookups/agreement.types.test.ts. What isn't optional in the
// types has a value above.
function isVppTokenEntity(values: Plain & { readonly id: string }): values is Plain & VppTokenEntity {
  return misfits(vppToken.properties, values).length === 0;
}
function isVppTokenLicenseSummary(values: Plain): values is Plain & VppTokenLicenseSummary {
  return misfits(vppTokenLicenseSummary.fields, values).length === 0;
}

function unexpected(label: string, names: readonly string[]): GraphError {
  return new GraphError({
    kind: "unexpected",
    graphMessage: `the answer is not a ${label} of Graph's reference (${names.join(", ")}). Check that graphEndpoint is the address of Microsoft Graph`,
  });
}
