import { defaultNamespace } from "../../graph/config/settingKeys";
import type { TenantOptions } from "../shared/tenantTokens";

/** What the command writes: a program, or a file for `pulumi import` with dynamic or with native resources. */
export const formats = ["program", "pulumi", "pulumi-native"] as const;
export type Format = (typeof formats)[number];

/** The languages of a written program. */
export const languages = ["typescript", "javascript"] as const;
export type Language = (typeof languages)[number];

/** The options of `pulumi-intune import`. */
export interface ImportOptions extends TenantOptions {
  readonly id?: readonly string[];
  readonly out?: string;
  readonly force?: true;
  readonly format: Format;
  readonly language?: Language;
}

/** Returns why the options don't go together and what to do; undefined when they do. */
export function conflictMessage({ format, language, out = "", connection }: ImportOptions): string | undefined {
  if (format === "program") {
    if (!/\.json$/i.test(out)) return undefined;
    return `${out} is no program's name: add --format pulumi to write a file for \`pulumi import\`, or let the name end in .ts or .js.`;
  }
  if (language !== undefined) {
    return `--language is for programs, and --format ${format} writes none: leave one of them out.`;
  }
  if (/\.([cm]?[jt]s|py|go|cs|java|ya?ml)$/i.test(out)) {
    return `${out} is a program's name, and --format ${format} writes JSON for \`pulumi import\`: let the name end in .json, or leave out --format ${format}.`;
  }
  if (format === "pulumi-native" && connection !== undefined && connection !== defaultNamespace) {
    return `--format pulumi-native imports through the default provider of a stack, and --connection ${connection} names another one: leave out --connection, give that tenant's settings in INTUNE_ variables, and name its provider in the file (\`provider\` and \`nameTable\`).`;
  }
  return undefined;
}

/** Returns the language for a file's extension; typescript by default. */
export function languageFor(out = ""): Language {
  return /\.c?js$/.test(out) ? "javascript" : "typescript";
}

/** Returns what the user has to do next with the file. */
export function nextSteps(format: Format, file: string | undefined, count: number): string {
  const tokens = count === 1 ? "1 VPP token" : `${count} VPP tokens`;
  return `${tokens} written${file === undefined ? "" : ` to ${file}`}. ${nextStepsByFormat[format](file)}`;
}

const nextStepsByFormat: Readonly<Record<Format, (file: string | undefined) => string>> = {
  program: () => `In the program's folder:
  pulumi preview   # says of each that it will be imported as it is
  pulumi up        # imports them, and sends nothing
Its first lines say how to set the texts of the tokens once you have their files.`,
  "pulumi-native": (file = "FILE") => `In the folder of a program that finds the native plugin:
  pulumi import --file ${file}   # prints the code for the program

Properties that only Graph's beta has, such as displayName, are imported when the stack's configuration says so:
  pulumi config set intune:apiVersion beta`,
  pulumi: (file = "FILE") => `In the folder of a program that has pulumi-intune installed:
  pulumi import --file ${file} --generate-code=false

The program comes from \`pulumi-intune import --out index.ts\`, with or without its \`import\` options.`,
};
