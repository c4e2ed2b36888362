import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { Command } from "commander";
import { lifetimeOf, type TokenLife } from "../apple/tokenLife";
import { parseVppToken, VppTokenFormatError, type VppTokenInfo } from "../apple/vppTokenFile";
import { displayText } from "../displayText";
import { UserError } from "../errors";
import { exitCodeHelp, exitCodes } from "./shared/commandLine";
import { describeTimeLeft } from "./shared/dates";
import { type Colorize, colorizeFor, errorCode, print } from "./shared/output";

/** `pulumi-intune token`: shows what a token file contains. */
export function tokenCommand(): Command {
  return new Command("token")
    .description("Shows what a VPP token file contains, without its secret. Nothing is sent anywhere.")
    .argument("<file>", "the .vpptoken file from Apple, or - for standard input")
    .addHelpText("after", help)
    .action(printToken);
}

const help = `
Examples:
  $ pulumi-intune token london.vpptoken
  $ pulumi config get londonVppToken | pulumi-intune token -

${exitCodeHelp("the token is valid", "the token has expired", "the file can't be read, or is no VPP token")}`;

/** Writes what a token file contains to standard output. @throws UserError when it can't be read or isn't a token */
async function printToken(file: string): Promise<void> {
  const info = parseToken(await readTokenFile(file), file);
  const life = lifetimeOf(info.expirationDateTime, new Date());
  await print(tokenSummary(info, life, colorizeFor(process.stdout)));
  if (life.hasExpired) process.exitCode = exitCodes.attention;
}

/** Returns the lines that describe a token. */
export function tokenSummary(
  { organizationName, expirationDateTime }: VppTokenInfo,
  life: TokenLife,
  colorize: Colorize,
): string {
  const state = life.hasExpired ? colorize("red", "expired") : colorize("green", "valid");
  return [
    `Organization:  ${displayText(organizationName)}`,
    `Expires:       ${expirationDateTime.replace(".000Z", "Z")} (${describeTimeLeft(life)})`,
    `State:         ${state}`,
    "",
  ].join("\n");
}

async function readTokenFile(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UserError(`${file} can't be read (${errorCode(error) ?? "unknown reason"}).`);
  }
}

function parseToken(content: string, file: string): VppTokenInfo {
  try {
    return parseVppToken(content);
  } catch (error) {
    if (!(error instanceof VppTokenFormatError)) throw error;
    const name = file === "-" ? "What came on standard input" : file;
    throw new UserError(
      `${name} ${error.message}. Download the token again from Apple Business Manager or Apple School Manager.`,
    );
  }
}
