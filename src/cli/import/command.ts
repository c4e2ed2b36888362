import { Command, Option } from "commander";
import { exitCodeHelp } from "../shared/commandLine";
import { withTenantOptions } from "../shared/tenantTokens";
import type { ImportOptions } from "./options";
import { formats, languages } from "./options";

/** `pulumi-intune import`: writes a program that imports a tenant's tokens. */
export function importCommand(): Command {
  const command = new Command("import")
    .description("Writes a Pulumi program that imports the VPP tokens of the tenant as they are.")
    .option("--id <id...>", "only the tokens of these ids in Intune (default: all)")
    .option("--out <file>", "write to this file (default: standard output)")
    .option("--force", "overwrite the file if it is there")
    .addOption(
      new Option("--language <name>", "of the program; default: by the file's name, else typescript").choices(
        languages,
      ),
    )
    .addOption(
      new Option("--format <name>", "a program, or a file for `pulumi import` (see below)")
        .choices(formats)
        .default("program"),
    );
  return withTenantOptions(command).addHelpText("after", help).action(run);
}

async function run(options: ImportOptions): Promise<void> {
  // Loaded here, so that the other commands don't wait for it.
  const { runImport } = await import("./runImport.js");
  await runImport(options);
}

const help = `
The text of a token can't be read from Intune and isn't needed: each token is declared with \`config.getSecret\`, and
managed in everything else. The program's first lines say how to set the texts once you have the token files.
What nobody chose in Intune is left out, and so not managed.

There are two ways to import into a Node program. With the program alone, whose resources have the option \`import\`:
  $ pulumi-intune import --out index.ts
  $ pulumi preview   # says of each token that it will be imported as it is
  $ pulumi up

Or with \`pulumi import\` (CLI 3.254.0 or newer), which brings the tokens into the state before the program runs, and
protects them until the next \`pulumi up\`:
  $ pulumi-intune import --format pulumi --out tokens.json
  $ pulumi import --file tokens.json --generate-code=false
  $ pulumi-intune import --out index.ts
  $ pulumi preview   # says that nothing changes

A program over the native plugin, in YAML or any other language, needs neither: Pulumi imports it by names and ids, and
prints the code. Set intune:apiVersion to beta before, so that it covers what only beta has, for example displayName:
  $ pulumi-intune import --format pulumi-native --out tokens.json
  $ pulumi import --file tokens.json

More examples:
  $ pulumi-intune import --id 008cdc90-5875-4f98-81e4-22d21e199823 --language javascript
  $ pulumi-intune import --connection contoso --stack prod --out contoso.ts

${exitCodeHelp(
  "everything was written",
  undefined,
  "nothing was written: an id that isn't there, a file that is, no credential, a refusal by Microsoft Graph,\n     or a command line that isn't understood",
)}`;
