import { jsonText } from "../../displayText";
import type { Language } from "./options";
import type { OmittedProperty, TokenImport } from "./tokenImport";

const importStatements: Readonly<Record<Language, string>> = {
  typescript: `import * as pulumi from "@pulumi/pulumi";
import * as intune from "pulumi-intune";`,
  javascript: `const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");`,
};

/** Returns a complete Pulumi program that imports tokens as they are. */
export function programText(imports: readonly TokenImport[], language: Language): string {
  return `${[headerComment(imports), importStatements[language], "const config = new pulumi.Config();", ...imports.map(resourceDeclaration)].join("\n\n")}\n`;
}

function headerComment(imports: readonly TokenImport[]): string {
  return `// The VPP tokens of an Intune tenant, declared as they are there. Written by \`pulumi-intune import\`.
//
// The first \`pulumi up\` imports the live tokens by their ids and sends nothing. After it, \`import\` may stay or go.
// What is not declared here is not managed: it is never sent and never drift. A resource that is taken out of the
// program is deleted, with its token in Intune; \`pulumi state delete\` lets go of it instead.
//
// Intune never gives a token's text back, and all else is managed without it. Once you have a token's file, set its
// text as a secret; it is uploaded only if it isn't the one that Intune has already:
//
${imports.map(({ resourceName, configKey }) => `//   cat ${resourceName}.vpptoken | pulumi config set --secret ${configKey}`).join("\n")}`;
}

function resourceDeclaration({ token, resourceName, configKey, inputs, omitted }: TokenImport): string {
  const lines = [
    `token: config.getSecret(${literal(configKey)}),`,
    ...Object.entries(inputs).map(([name, value]) => `${name}: ${literal(value)},`),
    ...omitted.map(omissionComment),
  ];
  return `const ${configKey} = new intune.VppToken(
  ${literal(resourceName)},
  {
${lines.map((line) => `    ${line}`).join("\n")}
  },
  { import: ${literal(token.id)} },
);`;
}

function omissionComment({ name, value, reason }: OmittedProperty): string {
  return `// Left out, since ${name} ${reason}; in Intune it is ${literal(value)}.`;
}

/**
 * Returns a value as a literal of the program. Anybody can choose the names in a tenant, so characters that could end a
 * line or a comment, or look different from what they are, are written as escapes.
 */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  return jsonText(value);
}
