// @ts-check
// Types of the schema: each from its row in a definition, or from its TypeScript declaration where no table has a row.
import { isDeepStrictEqual } from "node:util";
import { docstringOf, propertiesOf } from "../docs/package.mjs";
import { capital, describe, graphProperty, plainOutput, uncapital } from "./prose.mjs";

/** @typedef {import("../../src/definitions/entity.js").Property} Property */
/** @typedef {import("../../src/definitions/entity.js").Option} Option */
/** @typedef {import("../../src/definitions/entity.js").ComplexField} ComplexField */
/** @typedef {Property | Option | ComplexField} Row */
/** @typedef {import("../docs/package.mjs").Declared} Declared */
/** @typedef {Record<string, unknown>} Spec */

/** The types that properties refer to, by token. They are collected while the rest of the schema is written. */
export class NamedTypes {
  /** @type {Map<string, Spec>} */
  #types = new Map();

  /** @param {string} name @param {() => Spec} spec @returns {Spec} the reference */
  refer(name, spec) {
    const token = `intune:index:${name}`;
    const type = spec();
    if (!isDeepStrictEqual(this.#types.get(token) ?? type, type)) throw new Error(`There are two types named ${name}.`);
    this.#types.set(token, type);
    return { $ref: `#/types/${token}` };
  }

  /** @returns {Record<string, Spec>} */
  all() {
    return Object.fromEntries([...this.#types].sort(([one], [other]) => (one < other ? -1 : 1)));
  }
}

/** What the enumerations are that have no name in TypeScript, by the name of their argument. */
const unnamed = /** @type {Readonly<Record<string, string>>} */ ({ apiVersion: "A version of Microsoft Graph." });

/**
 * The type of something that a program sets. What takes some values only is an enumeration.
 * @param {NamedTypes} types @param {Declared} declared @param {Row | undefined} row @returns {Spec}
 */
export function inputType(types, declared, row) {
  const members = membersOf(row);
  if (members.length === 0) return outputType(types, declared, row);
  const name = declared.alias ?? capital(declared.name);
  return types.refer(name, () => ({
    type: "string",
    description: describe(declared.alias ? docstringOf(declared.alias) : unnamed[declared.name]),
    enum: members.map((value) => ({ ...enumName(value), value })),
  }));
}

/**
 * The type of something that Intune answers with. A newer service may have more values than are known here, so what is an
 * enumeration there is a string here.
 * @param {NamedTypes} types @param {Declared} declared @param {Row | undefined} row @returns {Spec}
 */
export function outputType(types, declared, row) {
  switch (row?.type) {
    case "Boolean":
      return { type: "boolean" };
    case "Int32":
      return { type: "integer" };
    case "String":
    case "DateTimeOffset":
      return { type: "string" };
    case "Collection(String)":
      return { type: "array", items: { type: "string" } };
    case "Collection(Complex)":
      return { type: "array", items: complexType(types, declared, /** @type {Property} */ (row)) };
    case "Source":
      return sourceType(types);
    default:
      return declaredType(declared);
  }
}

/** @param {Declared} declared @returns {Spec} */
function declaredType({ name, type }) {
  if (type === "string" || type === "number" || type === "boolean") return { type };
  if (type === "unknown[]") return { type: "array", items: { $ref: "pulumi.json#/Any" } };
  throw new Error(`No table has a row for ${name}, and its type ${type} has no counterpart in a schema.`);
}

/**
 * A complex type with the fields of those that are derived from it: a schema has no inheritance.
 * @param {NamedTypes} types @param {Declared} declared @param {Property} row @returns {Spec}
 */
function complexType(types, declared, { fields = {}, derived = {}, versions }) {
  // "(VppTokenActionResult | VppTokenRevokeLicensesActionResult)[]": the base comes first.
  const [base = ""] = declared.type.match(/\w+/) ?? [];
  /** @param {string} type @param {Readonly<Record<string, ComplexField>>} rows @returns {[string, Spec][]} */
  const specs = (type, rows) =>
    propertiesOf(type)
      .filter(({ name }) => Object.hasOwn(rows, name))
      .map((each) => {
        const row = rows[each.name];
        const text = graphProperty(uncapital(type), each, { versions });
        return [each.name, { ...outputType(types, each, row), description: describe(plainOutput({ text }, row)) }];
      });
  return types.refer(base, () => ({
    type: "object",
    description: describe(docstringOf(base)),
    properties: Object.fromEntries([
      ...specs(base, fields),
      ...Object.entries(derived).flatMap(([type, rows]) => specs(capital(type), rows)),
    ]),
  }));
}

/** Where a text is found. One of its properties is set, so that none is required. @param {NamedTypes} types */
function sourceType(types) {
  return types.refer("VppTokenSource", () => ({
    type: "object",
    description: describe(docstringOf("VppTokenSource")),
    properties: Object.fromEntries(
      propertiesOf("VppTokenSource").map((each) => [
        each.name,
        { ...declaredType(each), description: describe(each.text) },
      ]),
    ),
  }));
}

/**
 * The names of what is always set, under the key that the schema has for them; without any, nothing.
 * @param {"required" | "requiredInputs"} key @param {readonly Declared[]} declared
 */
export function namedAs(key, declared) {
  const names = declared.filter(({ alwaysSet }) => alwaysSet).map(({ name }) => name);
  return names.length > 0 ? { [key]: names } : {};
}

/** @param {Row | undefined} row @returns {readonly string[]} */
function membersOf(row) {
  const beta = row && "betaMembers" in row ? (row.betaMembers ?? []) : [];
  return [...((row && "members" in row && row.members) || []), ...beta];
}

/** Languages make a member's name of its value, unless that is no word. @param {string} value */
function enumName(value) {
  return /^\w+$/.test(value) ? {} : { name: capital(value.replace(/\W+/g, "_")) };
}
