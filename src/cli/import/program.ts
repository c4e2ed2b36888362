import type { Adoption, LeftOut } from "./adoptions";
import { literal } from "./literal";

export const languages = ["typescript", "javascript"] as const;
export type Language = (typeof languages)[number];

const imports: Readonly<Record<Language, string>> = {
  typescript: `import * as pulumi from "@pulumi/pulumi";
import * as intune from "pulumi-intune";`,
  javascript: `const pulumi = require("@pulumi/pulumi");
const intune = require("pulumi-intune");`,
};

/** A complete Pulumi program that adopts tokens as they are. */
export function programText(adoptions: readonly Adoption[], language: Language): string {
  return `${[introduction(adoptions), imports[language], "const config = new pulumi.Config();", ...adoptions.map(resource)].join("\n\n")}\n`;
}

function introduction(adoptions: readonly Adoption[]): string {
  return `// The VPP tokens of an Intune tenant, declared as they are there. Written by \`pulumi-intune import\`.
//
// The first \`pulumi up\` adopts the live tokens by their ids and sends nothing. After it, \`import\` may stay or go.
// What is not declared here is not managed: it is never sent and never drift. A resource that is taken out of the
// program is deleted, with its token in Intune; \`pulumi state delete\` lets go of it instead.
//
// Intune never gives a token's text back, and all else is managed without it. Once you have a token's file, set its
// text as a secret; it is uploaded only if it isn't the one that Intune has already:
//
${adoptions.map(({ resource, key }) => `//   cat ${resource}.vpptoken | pulumi config set --secret ${key}`).join("\n")}`;
}

function resource({ token, resource, key, declared, leftOut }: Adoption): string {
  const lines = [
    `token: config.getSecret(${literal(key)}),`,
    ...Object.entries(declared).map(([name, value]) => `${name}: ${literal(value)},`),
    ...leftOut.map(explained),
  ];
  return `const ${key} = new intune.VppToken(
  ${literal(resource)},
  {
${lines.map((line) => `    ${line}`).join("\n")}
  },
  { import: ${literal(token.id)} },
);`;
}

function explained({ name, value, reason }: LeftOut): string {
  return `// Left out, since ${name} ${reason}; in Intune it is ${literal(value)}.`;
}
