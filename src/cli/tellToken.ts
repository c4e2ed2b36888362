import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { lifeOf, type TokenLife } from "../apple/tokenLife";
import { parseVppToken, VppTokenFormatError, type VppTokenInfo } from "../apple/vppTokenFile";
import { displayText } from "../displayText";
import { UserError } from "../errors";
import { exitCodes } from "./exitCodes";
import { type Paint, paintFor } from "./paint";
import { print } from "./standardOutput";
import { lifeWords } from "./words";

/** Tells on standard output what a token file says. @throws UserError when it says nothing */
export async function tellToken(file: string): Promise<void> {
  const info = understood(await content(file), file);
  const life = lifeOf(info.expirationDateTime, new Date());
  await print(description(info, life, paintFor(process.stdout)));
  if (life.hasExpired) process.exitCode = exitCodes.attention;
}

/** What a person reads of a token. */
export function description(
  { organizationName, expirationDateTime }: VppTokenInfo,
  life: TokenLife,
  paint: Paint,
): string {
  const state = life.hasExpired ? paint("red", "expired") : paint("green", "valid");
  return [
    `Organization:  ${displayText(organizationName)}`,
    `Expires:       ${expirationDateTime.replace(".000Z", "Z")} (${lifeWords(life)})`,
    `State:         ${state}`,
    "",
  ].join("\n");
}

async function content(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    throw new UserError(`${file} can't be read (${reason}).`);
  }
}

function understood(content: string, file: string): VppTokenInfo {
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
