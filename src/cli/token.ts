import { Command } from "commander";
import { exitCodeHelp } from "./exitCodes";

/** `pulumi-intune token`: what a token file says. */
export function tokenCommand(): Command {
  return new Command("token")
    .description("Says what a VPP token file holds, and never its secret. Nothing is sent anywhere.")
    .argument("<file>", "the .vpptoken file from Apple, or - for standard input")
    .addHelpText("after", help)
    .action(async (file: string) => {
      const { printToken } = await import("./tellToken.js");
      await printToken(file);
    });
}

const help = `
Examples:
  $ pulumi-intune token london.vpptoken
  $ pulumi config get londonVppToken | pulumi-intune token -

${exitCodeHelp("the token is valid", "the token has expired", "the file can't be read, or is no VPP token")}`;
