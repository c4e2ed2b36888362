// @ts-check
// Tables of arguments and outputs: each row is what the definition says of a property, and its docstring.
import { code, codes, table } from "./markdown.mjs";

/** @typedef {import("../../src/definitions/entity.js").Property} Property */
/** @typedef {import("../../src/definitions/entity.js").ComplexField} ComplexField */
/** @typedef {import("./package.mjs").Declared} Declared */

/**
 * What a program may set and is sent to Graph.
 * @param {readonly Declared[]} declared @param {Readonly<Record<string, Property>>} properties
 */
export function sentTable(declared, properties) {
  const first = declared.filter(({ name }) => properties[name]?.requiredOnCreate);
  const rows = [...new Set([...first, ...declared])].flatMap((argument) => {
    const property = properties[argument.name];
    return property
      ? [
          [
            code(argument.name),
            typeOf(argument, property),
            property.versions.join(", "),
            canonicalValue(argument, property),
          ],
        ]
      : [];
  });
  return table(["argument", "type", "Graph", "meaning"], rows);
}

/**
 * What a program may set and is never sent.
 * @param {readonly Declared[]} declared @param {Readonly<Record<string, unknown>>} sent
 */
export function steeringTable(declared, sent = {}) {
  const rows = declared
    .filter(({ name }) => !(name in sent))
    .map((argument) => [
      code(argument.name),
      typeOf(argument),
      argument.optional ? argument.text : `Needed. ${argument.text}`,
    ]);
  return table(["argument", "type", "meaning"], rows);
}

/**
 * @param {readonly Declared[]} declared @param {Readonly<Record<string, Property>>} properties
 * @param {string} [own] The output that this package gives a value, and Graph doesn't know.
 */
export function outputTable(declared, properties, own) {
  return table(
    ["output", "type", "Graph", "set by", "meaning"],
    declared.map((output) => {
      const property = properties[output.name];
      const versions = property?.versions.join(", ") ?? "";
      return [code(output.name), typeOf(output, property), versions, access(output, property, own), output.text];
    }),
  );
}

/** @param {string} name @param {Readonly<Record<string, ComplexField>>} fields @param {readonly Declared[]} declared */
export function fieldTable(name, fields, declared) {
  const rows = declared.flatMap((each) => {
    const field = fields[each.name];
    return field ? [[code(each.name), typeOf(each, field), each.text]] : [];
  });
  return table([`of ${name}`, "type", "meaning"], rows);
}

/** @param {Declared} declared @param {Property | ComplexField} [row] */
function typeOf({ type }, row) {
  if (row?.members === undefined) return readable(type);
  const beta = "betaMembers" in row ? (row.betaMembers ?? []) : [];
  return `${codes(row.members)}${beta.length > 0 ? `; in beta also ${codes(beta)}` : ""}`;
}

/** In words instead of one long piece of code, which a table can't break. @param {string} type */
function readable(type) {
  const [, listed] = /^\((.*)\)\[\]$/.exec(type) ?? [];
  const either = (listed ?? type).split(" | ").map(code).join(" or ");
  return listed === undefined ? either : `a list of ${either}`;
}

const equalityWords = { ignoreCase: "equal but for case", set: "equal as sets" };

/** @param {Declared} argument @param {Property} property */
function canonicalValue({ text }, { equality, writeOnly }) {
  const compared = equality && `Two values are the same when they are ${equalityWords[equality]}.`;
  return [text, compared, writeOnly && "Write-only."].filter(Boolean).join(" ");
}

/** @param {Declared} output @param {Property} [property] @param {string} [own] */
function access({ name }, property, own) {
  if (property) return property.access;
  if (name === own) return "this package";
  return name === "id" ? "service" : "the program";
}
