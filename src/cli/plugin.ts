import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { UserError } from "../errors";
import { isObject } from "../json";
import { packageVersion } from "../packageVersion";
import { exitCodeHelp } from "./shared/commandLine";
import { print } from "./shared/output";
import { type PulumiFailure, reasonsOf, runPulumi } from "./shared/pulumi";

/** The native plugin of this package: a folder that Pulumi takes as it is. */
const pluginFolder = join(__dirname, "..", "..", "plugin");

/** `pulumi-intune plugin`: lets programs find the native plugin. */
export function pluginCommand(): Command {
  return new Command("plugin")
    .description("Lets programs in YAML and every other language of Pulumi find the native plugin of this package.")
    .addCommand(
      new Command("install")
        .description(
          "Installs the plugin into the cache of the Pulumi CLI, in place of an installed one of this version.",
        )
        .addHelpText("after", `\n${installExitCodes}`)
        .action(install),
    )
    .addCommand(
      new Command("path")
        .description("Prints the plugin's folder, for `plugins` in Pulumi.yaml.")
        .addHelpText("after", `\n${pathExitCodes}`)
        .action(() => print(`${checkedFolder()}\n`)),
    )
    .addHelpText("after", help);
}

const installExitCodes = exitCodeHelp(
  "the plugin is installed",
  undefined,
  "it isn't: no Pulumi CLI, a refusal by it, or a command line that isn't understood",
);

const pathExitCodes = exitCodeHelp(
  "the folder was printed",
  undefined,
  "there is no plugin, or the command line isn't understood",
);

const help = `
The plugin needs Node on the PATH, and nothing else of this package. A program finds it in one of two ways.

Through its Pulumi.yaml, which is best where the package is installed beside the program:
  plugins:
    providers:
      - name: intune
        path: ./node_modules/pulumi-intune/plugin

Or in the cache of the Pulumi CLI, for all programs of this user. Install it again after each update of the package:
  $ pulumi-intune plugin install

Examples:
  $ pulumi-intune plugin install
  $ pulumi-intune plugin path
  $ pulumi package get-schema "$(pulumi-intune plugin path)/pulumi-resource-intune"

${exitCodeHelp(
  "done",
  undefined,
  "the plugin isn't installed: no Pulumi CLI, a refusal by it, or a command line that isn't understood",
)}`;

/** Installs the plugin into the CLI's cache and says so. @throws UserError */
async function install(): Promise<void> {
  const version = packageVersion();
  // Without --reinstall the CLI does nothing, and says nothing, when the cache holds this version or a newer one.
  const args = ["plugin", "install", "resource", "intune", version, "--file", checkedFolder(), "--reinstall"];
  try {
    await runPulumi(args);
  } catch (error) {
    throw new UserError(installFailureMessage(isObject(error) ? error : {}));
  }
  await print(
    `The plugin intune ${version} is in the cache of the Pulumi CLI. Programs find it without \`plugins\` in Pulumi.yaml.\n`,
  );
}

/** Returns why the plugin isn't installed and what to do. */
export function installFailureMessage(failure: PulumiFailure): string {
  if (failure.code === "ENOENT") {
    return "`plugin install` needs the Pulumi CLI, and there is no `pulumi` on the PATH: install it, or name the folder of `pulumi-intune plugin path` under `plugins` in Pulumi.yaml.";
  }
  return `The plugin can't be installed. \`pulumi plugin install\` says: ${reasonsOf(failure)}`;
}

/** The folder, if the plugin is there. @throws UserError */
function checkedFolder(): string {
  if (existsSync(join(pluginFolder, "pulumi-resource-intune"))) return pluginFolder;
  throw new UserError(
    `There is no plugin in ${pluginFolder}: install the package again, or in a clone of its repository run \`npm run build\`.`,
  );
}
