// @ts-check
// The page of a resource, in the order of the Pulumi registry's.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { takeApart } from "./docstring.mjs";
import { code, generatedFrom, page, section, table, typescript } from "./markdown.mjs";
import { compiled, docstringOf, functionOf, propertiesOf, root } from "./package.mjs";
import { fieldTable, outputTable, sentTable, steeringTable } from "./properties.mjs";

/** @typedef {import("../../src/definitions/entity.js").EntityDefinition} EntityDefinition */
/** @typedef {import("../../src/definitions/action.js").ActionDefinition} ActionDefinition */

const id = { name: "id", type: "string", optional: false, text: "The id of the token in Intune." };

/**
 * @param {object} resource
 * @param {string} resource.name Of its class, for example `VppToken`.
 * @param {readonly string[]} resource.guides The guides that say more of it, by their files' names.
 */
export function resourcePage({ name: className, guides }) {
  const name = className[0]?.toLowerCase() + className.slice(1);
  const definition = /** @type {EntityDefinition | ActionDefinition} */ (compiled(`definitions/${name}`)[name]);
  const entity = "kind" in definition ? definition.entity : definition;
  const properties = entity.properties;
  const args = propertiesOf(`${className}Args`);
  const { summary, example, notes, labelled } = takeApart(docstringOf(className));
  const sent = "kind" in definition ? undefined : sentTable(args, properties);
  return page(
    generatedFrom(`src/definitions/${name}.ts and the docstrings of src/resources/${className}.ts`),
    `# ${className}`,
    summary,
    facts(className, definition, labelled.get("Source")),
    section("Example usage", typescript(example)),
    section(
      "Inputs",
      "kind" in definition ? undefined : docstringOf(`${className}Args`),
      sent && `### Properties of the token\n\n${sent}`,
      sent && "### How Pulumi goes about it\n\nThese are never sent.",
      steeringTable(args, "kind" in definition ? {} : properties),
    ),
    section(
      "Outputs",
      outputTable([id, ...propertiesOf(className)], properties, entity.upload.applied),
      ...complexTypes(properties, "kind" in definition),
    ),
    section("Import", labelled.get("Import") ?? "There is nothing to import."),
    reading(className),
    section("Notes", notes, ...("kind" in definition ? [] : [deleting(definition), states(definition)])),
    section("See also", guides.map(linkToGuide).join("\n")),
  );
}

/** @param {string} className @param {EntityDefinition | ActionDefinition} definition @param {string | undefined} source */
function facts(className, definition, source) {
  const { collection, permissions } = "kind" in definition ? definition.entity : definition;
  const action = "kind" in definition ? `/{id}/${definition.action}` : "";
  return table(
    ["", ""],
    [
      ["Pulumi type", code(`pulumi-nodejs:dynamic/intune:${className}`)],
      ["in Microsoft Graph", code(collection + action)],
      ["permission (application or delegated)", permissions.write.map(code).join(" or ")],
      ...("kind" in definition ? [] : [["to read only", permissions.read.map(code).join(" or ")]]),
      ...(source ? [["source", source]] : []),
    ],
  );
}

/** @param {EntityDefinition["properties"]} properties @param {boolean} isAction */
function complexTypes(properties, isAction) {
  return Object.values(isAction ? {} : properties).flatMap(({ fields, derived }) =>
    fields
      ? [
          fieldTable(code("VppTokenActionResult"), fields, propertiesOf("VppTokenActionResult")),
          ...Object.entries(derived ?? {}).map(([name, more]) => {
            const type = name[0]?.toUpperCase() + name.slice(1);
            return fieldTable(`${code(type)}, besides`, more, propertiesOf(type));
          }),
        ]
      : [],
  );
}

/** @param {string} className */
function reading(className) {
  const get = functionOf(className, "get");
  if (!get) return undefined;
  const parameters = get.parameters.map(({ name, text }) => [code(name), text]);
  return section(
    "Reading one that something else manages",
    code(`${className}.get${get.signature}`),
    table(["parameter", "meaning"], parameters),
    get.returns,
  );
}

/** @param {EntityDefinition} definition */
function deleting({ deleteGuard: guard, revocation }) {
  if (!guard) return undefined;
  const revoked = revocation
    ? ` With ${code(revocation.option)}, ${revocation.label} are revoked first (${code(revocation.action)}, in ${revocation.version}).`
    : "";
  return `### Deleting\n\nA delete is refused while there are ${guard.label}, unless ${code(guard.skippedBy)} is true. To look for them takes the permission ${guard.permissions.map(code).join(" or ")}.${revoked}`;
}

/** @param {EntityDefinition} definition */
function states({ unusableStates, properties }) {
  if (!unusableStates) return undefined;
  const { members = [], betaMembers = [] } = properties[unusableStates.property] ?? {};
  const rows = [...members, ...betaMembers].flatMap((state) => {
    const remedy = unusableStates.remedies[state];
    return remedy ? [[code(state), remedy]] : [];
  });
  return `### When Intune can't use it\n\nA new token that ends in one of these states stays in the stack's state, and the deployment fails with the same words.\n\n${table([code(unusableStates.property), "what to do"], rows)}`;
}

/** @param {string} name */
function linkToGuide(name) {
  const title = /^# (.*)$/m.exec(readFileSync(join(root, "docs", "guides", `${name}.md`), "utf8"))?.[1];
  return `- [${title}](../guides/${name}.md)`;
}
