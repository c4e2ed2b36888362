// @ts-check
// The resources of the schema: rows from the definitions, sentences from the docstrings of the classes.
import { takeApart } from "../docs/docstring.mjs";
import { compiled, docstringOf, functionOf, propertiesOf } from "../docs/package.mjs";
import { exampleOf } from "./examples.mjs";
import { afterFirstSentence, describe, graphProperty, plainOutput, uncapital, withoutCode } from "./prose.mjs";
import { inputType, namedAs, outputType } from "./types.mjs";

/** @typedef {import("../../src/definitions/entity.js").EntityDefinition} EntityDefinition */
/** @typedef {import("../../src/definitions/action.js").ActionDefinition} ActionDefinition */
/** @typedef {import("../docs/package.mjs").Declared} Declared */
/** @typedef {import("./types.mjs").NamedTypes} NamedTypes */
/** @typedef {import("./types.mjs").Row} Row */
/** @typedef {import("./types.mjs").Spec} Spec */

/** @type {typeof import("../../src/definitions/arguments.js")} */
const { commonOptions } = compiled("definitions/arguments");
/** @type {typeof import("../../src/definitions/action.js")} */
const { actionOptions } = compiled("definitions/action");

/** The resources by the names of their classes, and what a program that declares an old one is told. */
const resources = {
  VppToken: undefined,
  VppTokenLicenseSync: undefined,
  AppleVolumePurchaseProgramToken:
    "Use VppToken: Microsoft Graph's beta no longer has appleVolumePurchaseProgramToken. The same token has the same id under both names.",
};

/** @param {NamedTypes} types @returns {Record<string, Spec>} */
export function resourceSpecs(types) {
  return Object.fromEntries(
    Object.entries(resources).map(([className, deprecation]) => [
      `intune:index:${className}`,
      resourceSpec(types, className, deprecation),
    ]),
  );
}

/** @param {NamedTypes} types @param {string} className @param {string | undefined} deprecationMessage @returns {Spec} */
function resourceSpec(types, className, deprecationMessage) {
  const name = uncapital(className);
  const definition = /** @type {EntityDefinition | ActionDefinition} */ (compiled(`definitions/${name}`)[name]);
  const entity = "kind" in definition ? definition.entity : definition;
  const options = "kind" in definition ? actionOptions : { ...definition.pathParameters, ...definition.options };
  const args = propertiesOf(`${className}Args`);
  // What the service never gives back is no output.
  const outputs = propertiesOf(className).filter((output) => !entity.properties[output.name]?.writeOnly);
  /** @param {Declared} declared @returns {Row | undefined} */
  const rowOf = ({ name }) => rowNamed({ ...entity.properties, ...commonOptions, ...options }, name);
  /** @param {Declared} declared */
  const textOf = (declared) => {
    const property = entity.properties[declared.name];
    return property ? graphProperty(entity.name, declared, property) : declared.text;
  };
  return {
    description: description(className, entity, "kind" in definition),
    ...(deprecationMessage ? { deprecationMessage } : {}),
    aliases: [{ type: `pulumi-nodejs:dynamic/intune:${className}` }],
    inputProperties: Object.fromEntries(
      args.map((argument) => [
        argument.name,
        {
          ...inputType(types, argument, rowOf(argument)),
          description: describe(textOf(argument)),
          ...(entity.properties[argument.name]?.writeOnly ? { secret: true } : {}),
        },
      ]),
    ),
    ...namedAs("requiredInputs", args),
    properties: Object.fromEntries(
      outputs.map((output) => [
        output.name,
        {
          ...outputType(types, output, rowOf(output)),
          description: describe(plainOutput({ text: textOf(output) }, entity.properties[output.name])),
        },
      ]),
    ),
    ...namedAs("required", outputs),
  };
}

/** @param {string} className @param {EntityDefinition} entity @param {boolean} isAction */
function description(className, entity, isAction) {
  const { summary, labelled } = takeApart(docstringOf(className));
  const label = (/** @type {string} */ name) => (labelled.has(name) ? `${name}: ${labelled.get(name)}` : undefined);
  const id = [...Object.keys(entity.pathParameters ?? {}), "id"].map((part) => `<${part}>`).join("/");
  const prose = describe(
    withoutCode(summary),
    afterFirstSentence(docstringOf(`${className}Args`)),
    label("Permission"),
    label("Source"),
  );
  const command = `\`\`\`sh\npulumi import intune:index:${className} <name> ${id}\n\`\`\``;
  const imported = isAction || !functionOf(className, "get") ? [] : [`## Import\n\n${command}`];
  return [prose, exampleOf(className), ...imported].join("\n\n");
}

/** @param {Readonly<Record<string, Row>>} rows @param {string} name */
function rowNamed(rows, name) {
  return Object.hasOwn(rows, name) ? rows[name] : undefined;
}
