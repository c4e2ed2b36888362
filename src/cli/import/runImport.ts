import { UserError } from "../../errors";
import { print, writeFile } from "../shared/output";
import { listTenantTokens } from "../shared/tenantTokens";
import { importFileText, nativeImportFileText } from "./importFile";
import { conflictMessage, type Format, type ImportOptions, type Language, languageFor, nextSteps } from "./options";
import { programText } from "./program";
import { planImports, selectByIds, type TokenImport } from "./tokenImport";

const textByFormat: Readonly<Record<Format, (imports: readonly TokenImport[], language: Language) => string>> = {
  program: programText,
  pulumi: importFileText,
  "pulumi-native": nativeImportFileText,
};

/** Writes the program or file that imports the tokens, and says what to do next. @throws UserError */
export async function runImport(options: ImportOptions): Promise<void> {
  const { format, language, out, force } = options;
  const conflict = conflictMessage(options);
  if (conflict !== undefined) throw new UserError(conflict);
  // All tokens get names before --id selects some, so that a token has the same name in every file.
  const imports = selectByIds(planImports(await listTenantTokens(options), options.connection), options.id);
  const text = textByFormat[format](imports, language ?? languageFor(out));
  if (out === undefined) await print(text);
  else writeFile(out, text, { force: force ?? false });
  console.error(nextSteps(format, out, imports.length));
}
