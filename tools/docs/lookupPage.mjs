// @ts-check
// The page of a lookup: the function, and its form that takes and gives outputs.
import { takeApart } from "./docstring.mjs";
import { code, generatedFrom, page, section, table, typescript } from "./markdown.mjs";
import { compiled, functionOf, propertiesOf } from "./package.mjs";
import { outputTable, steeringTable } from "./properties.mjs";

/**
 * @typedef {object} Lookup
 * @property {string} name For example `getVppToken`.
 * @property {string} answer The public type of (one item of) its answer.
 */

/** @param {Lookup} lookup */
export function lookupPage({ name, answer }) {
  const lookup = described(name);
  const outputForm = described(`${name}Output`);
  const { summary, example, notes, labelled } = takeApart(lookup.text);
  const inOutputs = takeApart(outputForm.text);
  const { table: file, fields } = definitionOf(answer);
  return page(
    generatedFrom(`${file} and the docstrings of src/lookups/${name}.ts`),
    `# ${name}`,
    summary,
    table(
      ["", ""],
      [...labelled].map(([label, text]) => [label.toLowerCase(), text]),
    ),
    section("Example usage", typescript(example), notes),
    section("Inputs", code(`${name}${lookup.signature}`), steeringTable(propertiesOf(`${capital(name)}Args`))),
    section("Outputs", lookup.returns, answerTable(answer, fields)),
    section(
      `With outputs as arguments`,
      code(`${name}Output${outputForm.signature}`),
      inOutputs.summary,
      typescript(inOutputs.example),
      steeringTable(propertiesOf("LookupOutputOptions")),
    ),
    section(
      "Errors",
      lookup.throws.replace(/^[\w.]+/, (error) => code(error)),
    ),
  );
}

/** @param {string} name */
function described(name) {
  const found = functionOf(name);
  if (!found) throw new Error(`src/index.ts exports no function ${name}.`);
  return found;
}

/** @param {string} answer */
function definitionOf(answer) {
  if (answer === "VppTokenEntity") {
    return { table: "src/definitions/vppToken.ts", fields: compiled("definitions/vppToken").vppToken.properties };
  }
  return { table: "src/definitions/vppTokenLicenseSummary.ts", fields: undefined };
}

/** @param {string} answer @param {Parameters<typeof outputTable>[1] | undefined} fields */
function answerTable(answer, fields) {
  return fields ? outputTable(propertiesOf(answer), fields) : steeringTable(propertiesOf(answer));
}

/** @param {string} text */
function capital(text) {
  return text[0]?.toUpperCase() + text.slice(1);
}
