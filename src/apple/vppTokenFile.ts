/**
 * What a VPP token file says of itself. The secret inside is deliberately not part of it.
 * Source: Apple "Apps and Books" server token, Base64 of JSON with `token`, `expDate` and `orgName`.
 */
export interface VppTokenInfo {
  /** The organization that the token was issued to (`orgName`). */
  readonly organizationName: string;
  /** When the token expires (`expDate`), as an ISO 8601 instant in UTC, for example `2027-05-01T17:00:00.000Z`. */
  readonly expirationDateTime: string;
}

/** A text that isn't a VPP token. The message says why and never quotes the text. */
export class VppTokenFormatError extends Error {
  override readonly name = "VppTokenFormatError";
}

/**
 * Reads what a VPP token says of itself: organization and expiry. Nothing is sent anywhere.
 *
 * @param text The content of a `.vpptoken` file: Base64, white space around it is ignored.
 * @returns The organization and the expiry; never the secret.
 * @throws VppTokenFormatError when the text isn't Base64 of JSON with `token`, `expDate` and `orgName`.
 */
export function parseVppToken(text: string): VppTokenInfo {
  const fields = decode(text);
  for (const name of ["token", "expDate", "orgName"]) {
    if (typeof fields[name] !== "string" || fields[name] === "") {
      throw new VppTokenFormatError(`is not a VPP token: the JSON inside has no "${name}" (a text)`);
    }
  }
  const expiry = instant(String(fields.expDate));
  if (expiry === undefined) {
    throw new VppTokenFormatError(
      'is not a VPP token: its "expDate" is not a date with a time and an offset like 2027-05-01T10:00:00-0700',
    );
  }
  return { organizationName: String(fields.orgName), expirationDateTime: expiry.toISOString() };
}

/** Base64 in its usual alphabet, as Apple writes it. Line breaks occur where a file went through a mail program. */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Apple's files have a few hundred bytes. Of a text of many megabytes the expression above fails. */
const maxLength = 1024 * 1024;

function decode(text: string): Record<string, unknown> {
  if (text.length > maxLength) {
    throw new VppTokenFormatError(
      "is not a VPP token: it is longer than 1 MiB, and a token file has a few hundred bytes",
    );
  }
  const compact = text.replace(/\s+/g, "");
  if (compact === "") throw new VppTokenFormatError("is empty");
  if (!base64.test(compact)) {
    // What was pasted with its quotes, or saved by PowerShell as UTF-16, looks right in an editor.
    throw new VppTokenFormatError(
      "is not a VPP token: a token file is one Base64 text, without quotes around it, as plain text (UTF-8), and this isn't",
    );
  }
  try {
    const parsed: unknown = JSON.parse(Buffer.from(compact, "base64").toString("utf8"));
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) {
      return parsed as Record<string, unknown>;
    }
  } catch {
    // What JSON.parse says quotes the text, which is a secret.
  }
  throw new VppTokenFormatError("is not a VPP token: the Base64 text holds no JSON object");
}

const appleDate = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/;

/** Apple writes the offset without a colon (-0700), which Date doesn't have to understand. */
function instant(text: string): Date | undefined {
  const parts = appleDate.exec(text.trim());
  if (!parts) return undefined;
  const [, day, time, , offset = "Z"] = parts;
  const zone = offset === "Z" ? "Z" : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
  const date = new Date(`${day}T${time}${zone}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
