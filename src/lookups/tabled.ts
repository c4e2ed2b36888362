import type { ComplexField, Property } from "../definitions/entity";
import { isObject } from "../json";
import type { Plain } from "../provider/plain";

type Rows = Readonly<Record<string, Property | ComplexField>>;

/** Of an answer what its table lists, without secrets and without what is unset. */
export function tabled(rows: Rows, answer: Plain): Plain {
  return Object.fromEntries(
    Object.entries(rows).flatMap(([name, row]) => {
      const value = answer[name];
      const isLeftOut = value === undefined || value === null || ("writeOnly" in row && row.writeOnly);
      return isLeftOut ? [] : [[name, withTables(row, value)]];
    }),
  );
}

/** The names of the values that aren't of their row's type. */
export function misfits(rows: Rows, values: Plain): string[] {
  return Object.entries(rows)
    .filter(([name, row]) => values[name] !== undefined && !fits(row, values[name]))
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

function fits(row: Property | ComplexField, value: unknown): boolean {
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
        Array.isArray(value) && value.every((each) => isObject(each) && misfits(fieldsOf(row) ?? {}, each).length === 0)
      );
  }
}
