import { UserError } from "../../provider/userError";
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
  if (format === "pulumi" && language !== undefined) {
    throw new UserError("--language is for programs, and --format pulumi writes none: leave one of them out.");
  }
  // All are named, whichever are chosen, so that a token has the same name in every file.
  const adoptions = withIds(adoptionsOf(await tenantTokens(options), options.connection), options.id);
  const text = format === "pulumi" ? importFileText(adoptions) : programText(adoptions, language ?? spokenIn(out));
  if (out === undefined) process.stdout.write(text);
  else writeFile(out, text, { force: force ?? false });
  console.error(hints(format, out, adoptions.length));
}

/** The language that a file's name promises. */
function spokenIn(out = ""): Language {
  return /\.c?js$/.test(out) ? "javascript" : "typescript";
}
