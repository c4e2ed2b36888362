import { UserError } from "../../errors";
import { print } from "../standardOutput";
import { type TenantOptions, tenantTokens } from "../tenantTokens";
import { writeFile } from "../writeFile";
import { adoptionsOf } from "./adoptions";
import { type Format, hints } from "./hints";
import { importFileText } from "./importFile";
import { type Language, programText } from "./program";
import { withIds } from "./withIds";

/** The options of `pulumi-intune import`. */
export interface Options extends TenantOptions {
  readonly id?: readonly string[];
  readonly out?: string;
  readonly force?: true;
  readonly format: Format;
  readonly language?: Language;
}

/** Writes what adopts the tokens, and says what to do with it. @throws UserError when there is nothing to write */
export async function run(options: Options): Promise<void> {
  const { format, language, out, force } = options;
  const contradiction = contradictionIn(options);
  if (contradiction !== undefined) throw new UserError(contradiction);
  // All are named, whichever are chosen, so that a token has the same name in every file.
  const adoptions = withIds(adoptionsOf(await tenantTokens(options), options.connection), options.id);
  const text = format === "pulumi" ? importFileText(adoptions) : programText(adoptions, language ?? spokenIn(out));
  if (out === undefined) await print(text);
  else writeFile(out, text, { force: force ?? false });
  console.error(hints(format, out, adoptions.length));
}

/** Why the options don't go together, and what to do; undefined when they do. */
function contradictionIn({ format, language, out = "" }: Options): string | undefined {
  if (format === "pulumi" && language !== undefined) {
    return "--language is for programs, and --format pulumi writes none: leave one of them out.";
  }
  if (format === "pulumi" && /\.([cm]?[jt]s|py|go|cs|java|ya?ml)$/i.test(out)) {
    return `${out} is a program's name, and --format pulumi writes JSON for \`pulumi import\`: let the name end in .json, or leave out --format pulumi.`;
  }
  if (format === "program" && /\.json$/i.test(out)) {
    return `${out} is no program's name: add --format pulumi to write a file for \`pulumi import\`, or let the name end in .ts or .js.`;
  }
  return undefined;
}

/** The language that a file's name promises. */
function spokenIn(out = ""): Language {
  return /\.c?js$/.test(out) ? "javascript" : "typescript";
}
