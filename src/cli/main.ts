#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { printableLines } from "../displayText";
import { toUserError } from "../errors";
import { packageVersion } from "../packageVersion";
import { emulatorCommand } from "./emulator";
import { importCommand } from "./import/command";
import { pluginCommand } from "./plugin";
import { exitCodeHelp, exitCodes } from "./shared/commandLine";
import { exitOnOutputError } from "./shared/output";
import { statusCommand } from "./status/command";
import { tokenCommand } from "./token";

const help = `
Examples:
  $ pulumi-intune status --expiring-within 30
  $ pulumi-intune token london.vpptoken
  $ pulumi-intune import --out index.ts
  $ pulumi-intune plugin install
  $ pulumi-intune emulator --seed 40

${exitCodeHelp("done", "what was checked doesn't hold, for example a token expires soon")}`;

const program = new Command("pulumi-intune")
  .description("Helps with the Apple VPP tokens of Microsoft Intune that Pulumi manages.")
  .version(packageVersion())
  .addHelpText("after", help)
  .showHelpAfterError("(--help lists what there is)")
  .exitOverride();
for (const command of [statusCommand(), importCommand(), tokenCommand(), pluginCommand(), emulatorCommand()]) {
  for (const inner of command.commands) inner.copyInheritedSettings(program);
  program.addCommand(command.copyInheritedSettings(program));
}

exitOnOutputError();

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    // Commander has shown the message.
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.failed;
    return;
  }
  // A message may quote the service or another program.
  console.error(`error: ${printableLines(toUserError(error).message)}`);
  process.exitCode = exitCodes.failed;
});
