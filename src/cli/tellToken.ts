import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { parseVppToken, VppTokenFormatError, type VppTokenInfo } from "../apple/vppTokenFile";
import { UserError } from "../provider/userError";
import { exitCodes } from "./exitCodes";
import { type Paint, paintFor } from "./paint";
import { printable } from "./printable";
import { print } from "./standardOutput";
import { lifeWords } from "./words";

/** Tells on standard output what a token file says. @throws UserError when it says nothing */
export async function tellToken(file: string): Promise<void> {
  const info = understood(await content(file), file);
  const daysLeft = daysUntil(info.expirationDateTime, new Date());
  await print(description(info, daysLeft, paintFor(process.stdout)));
  if (daysLeft < 0) process.exitCode = exitCodes.attention;
}

/** What a person reads of a token. */
export function description(
  { organizationName, expirationDateTime }: VppTokenInfo,
  daysLeft: number,
  paint: Paint,
): string {
  const state = daysLeft < 0 ? paint("red", "expired") : paint("green", "valid");
  return [
    `Organization:  ${printable(organizationName)}`,
    `Expires:       ${expirationDateTime.replace(".000Z", "Z")} (${lifeWords(daysLeft)})`,
    `State:         ${state}`,
    "",
  ].join("\n");
}

/** Whole days, rounded down: negative when the token has expired. */
function daysUntil(instant: string, now: Date): number {
  return Math.floor((Date.parse(instant) - now.getTime()) / 86_400_000);
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
