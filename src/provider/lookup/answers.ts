import type { ComplexField, Property } from "../../definitions/entity";
import type { VppTokenEntity, VppTokenLicenseSummary } from "../../definitions/types";
import { vppToken } from "../../definitions/vppToken";
import { vppTokenLicenseSummary } from "../../definitions/vppTokenLicenseSummary";
import type { Entity } from "../../graph/entities";
import { GraphError } from "../../graph/errors/graphError";
import { isObject } from "../../json";
import type { PropertyMap } from "../propertyMap";

type Rows = Readonly<Record<string, Property | ComplexField>>;

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
  if (!isVppTokenEntity(values)) throw unexpected(vppToken.label, invalidProperties(vppToken.properties, values));
  return values;
}

/** The summary that the service tells of. @throws GraphError when the answer is something else */
export function vppTokenLicenses(answer: unknown): VppTokenLicenseSummary {
  const { label, fields } = vppTokenLicenseSummary;
  const values = isObject(answer) ? tabled(fields, answer) : undefined;
  if (!values) throw unexpected(label, ["the whole of it"]);
  if (!isVppTokenLicenseSummary(values)) throw unexpected(label, invalidProperties(fields, values));
  return values;
}

// That these types and tables say the same is proven in test/lookups/agreement.types.test.ts. What isn't optional in the
// types has a value above.
function isVppTokenEntity(values: PropertyMap & { readonly id: string }): values is PropertyMap & VppTokenEntity {
  return invalidProperties(vppToken.properties, values).length === 0;
}
function isVppTokenLicenseSummary(values: PropertyMap): values is PropertyMap & VppTokenLicenseSummary {
  return invalidProperties(vppTokenLicenseSummary.fields, values).length === 0;
}

function unexpected(label: string, names: readonly string[]): GraphError {
  return new GraphError({
    kind: "unexpected",
    graphMessage: `the answer is not a ${label} of Graph's reference (${names.join(", ")}). Check that graphEndpoint is the address of Microsoft Graph`,
  });
}

/** Of an answer what its table lists, without secrets and without what is unset. */
export function tabled(rows: Rows, answer: PropertyMap): PropertyMap {
  return Object.fromEntries(
    Object.entries(rows).flatMap(([name, row]) => {
      const value = answer[name];
      const isLeftOut = value === undefined || value === null || ("writeOnly" in row && row.writeOnly);
      return isLeftOut ? [] : [[name, withTables(row, value)]];
    }),
  );
}

/** The names of the values that aren't of their row's type. */
export function invalidProperties(rows: Rows, values: PropertyMap): string[] {
  return Object.entries(rows)
    .filter(([name, row]) => values[name] !== undefined && !matchesType(row, values[name]))
    .map(([name]) => name);
}

function withTables(row: Property | ComplexField, value: unknown): unknown {
  const fields = fieldsOf(row);
  return fields && Array.isArray(value) ? value.map((each) => (isObject(each) ? tabled(fields, each) : each)) : value;
}

/** The fields of a complex type and of all that derive from it: an answer holds those of its own type only. */
function fieldsOf(row: Property | ComplexField): Rows | undefined {
  if (!("fields" in row) || !row.fields) return undefined;
  return Object.assign({}, row.fields, ...Object.values(row.derived ?? {}));
}

function matchesType(row: Property | ComplexField, value: unknown): boolean {
  switch (row.type) {
    case "String":
    case "DateTimeOffset":
      return typeof value === "string";
    case "Boolean":
      return typeof value === "boolean";
    case "Int32":
      return typeof value === "number";
    case "Collection(String)":
      return Array.isArray(value) && value.every((each) => typeof each === "string");
    case "Collection(Complex)":
      return (
        Array.isArray(value) &&
        value.every((each) => isObject(each) && invalidProperties(fieldsOf(row) ?? {}, each).length === 0)
      );
  }
}
