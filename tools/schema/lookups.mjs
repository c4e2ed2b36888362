// @ts-check
// The functions of the schema: what the lookups take and answer with.
import { takeApart } from "../docs/docstring.mjs";
import { compiled, docstringOf, functionOf, propertiesOf } from "../docs/package.mjs";
import { exampleOf } from "./examples.mjs";
import { capital, describe, graphProperty, plainOutput, withoutCode } from "./prose.mjs";
import { inputType, namedAs, outputType } from "./types.mjs";

/** @typedef {import("../../src/definitions/entity.js").Property} Property */
/** @typedef {import("../docs/package.mjs").Declared} Declared */
/** @typedef {import("./types.mjs").NamedTypes} NamedTypes */
/** @typedef {import("./types.mjs").Row} Row */
/** @typedef {import("./types.mjs").Spec} Spec */

/** @type {typeof import("../../src/definitions/arguments.js")} */
const { commonOptions } = compiled("definitions/arguments");
/** @type {typeof import("../../src/definitions/vppToken.js")} */
const { vppToken } = compiled("definitions/vppToken");
/** @type {typeof import("../../src/definitions/vppTokenLicenseSummary.js")} */
const { vppTokenLicenseSummary } = compiled("definitions/vppTokenLicenseSummary");

/** @type {Readonly<Record<string, { answer: string, list?: string }>>} The type of an answer, or of what it lists. */
const lookups = {
  getVppToken: { answer: "VppTokenEntity" },
  getVppTokens: { answer: "VppTokenEntity", list: "tokens" },
  getVppTokenLicenses: { answer: "VppTokenLicenseSummary", list: "licenses" },
};

/** @param {NamedTypes} types @returns {Record<string, Spec>} */
export function functionSpecs(types) {
  return Object.fromEntries(Object.keys(lookups).map((name) => [`intune:index:${name}`, functionSpec(types, name)]));
}

/** @param {NamedTypes} types @param {string} name @returns {Spec} */
function functionSpec(types, name) {
  const lookup = functionOf(name);
  const { answer = "", list } = lookups[name] ?? {};
  if (!lookup) throw new Error(`src/index.ts exports no function ${name}.`);
  const { summary, labelled } = takeApart(lookup.text);
  const args = propertiesOf(`${capital(name)}Args`);
  return {
    description: [
      describe(withoutCode(summary), ...[...labelled].map(([label, text]) => `${label}: ${text}`)),
      exampleOf(name),
    ].join("\n\n"),
    inputs: {
      type: "object",
      description: describe(docstringOf(`${capital(name)}Args`)),
      properties: Object.fromEntries(
        args.map((argument) => [
          argument.name,
          {
            ...inputType(types, argument, /** @type {Record<string, Row>} */ (commonOptions)[argument.name]),
            description: describe(argument.text),
          },
        ]),
      ),
      ...namedAs("required", args),
    },
    outputs:
      list === undefined
        ? answerSpec(types, answer)
        : {
            type: "object",
            description: describe(lookup.returns),
            properties: {
              [list]: {
                type: "array",
                items: types.refer(answer, () => answerSpec(types, answer)),
                description: describe(lookup.returns),
              },
            },
            required: [list],
          },
  };
}

/** @param {NamedTypes} types @param {string} answer @returns {Spec} */
function answerSpec(types, answer) {
  const declared = propertiesOf(answer);
  return {
    type: "object",
    description: describe(docstringOf(answer)),
    properties: Object.fromEntries(declared.map((each) => [each.name, answerProperty(types, answer, each)])),
    ...namedAs("required", declared),
  };
}

/** @param {NamedTypes} types @param {string} answer @param {Declared} declared @returns {Spec} */
function answerProperty(types, answer, declared) {
  if (answer === "VppTokenLicenseSummary") {
    const row = /** @type {Record<string, Row>} */ (vppTokenLicenseSummary.fields)[declared.name];
    const property = { versions: vppTokenLicenseSummary.versions };
    const text = graphProperty("vppTokenLicenseSummary", declared, property);
    return { ...outputType(types, declared, row), description: describe(text) };
  }
  const row = /** @type {Record<string, Property>} */ (vppToken.properties)[declared.name];
  const text = row ? graphProperty(vppToken.name, declared, row) : declared.text;
  return { ...outputType(types, declared, row), description: describe(plainOutput({ text }, row)) };
}
