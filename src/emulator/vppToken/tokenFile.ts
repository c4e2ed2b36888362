import { createHash } from "node:crypto";
import { isObject, type JsonObject, nonEmptyString, objectsIn, parseJson } from "../http/json";

/**
 * What the service learns from a VPP token. The token itself isn't passed on, only its fingerprint.
 * Only tokens made for the emulator hold `location`, `externalMdm` and `apps`; Intune gets these from Apple.
 */
export interface ParsedToken {
  /** SHA-256 of the inner `token`, in hexadecimal. Shows whether a token was uploaded twice. */
  readonly fingerprint: string;
  readonly organizationName: string;
  /** The expiry, in milliseconds since 1970. */
  readonly expires: number;
  readonly location?: string;
  readonly externalMdm: boolean;
  readonly apps: readonly JsonObject[];
}

/** Parses a token file: Base64 of JSON `{token, expDate, orgName}`. Undefined when it is anything else. */
export function parseTokenFile(text: string): ParsedToken | undefined {
  const content = decode(text.replace(/\s/g, ""));
  if (content === undefined) return undefined;
  const secret = nonEmptyString(content.token);
  const organizationName = nonEmptyString(content.orgName);
  const expires = parseAppleDate(nonEmptyString(content.expDate) ?? "");
  if (secret === undefined || organizationName === undefined || expires === undefined) return undefined;
  const location = nonEmptyString(content.location);
  return {
    fingerprint: createHash("sha256").update(secret).digest("hex"),
    organizationName,
    expires,
    ...(location === undefined ? {} : { location }),
    externalMdm: content.externalMdm === true,
    apps: objectsIn(content.apps),
  };
}

function decode(base64: string): JsonObject | undefined {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length === 0 || bytes.toString("base64") !== base64) return undefined;
  try {
    const content = parseJson(bytes.toString("utf8"));
    return isObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** Apple writes `2027-05-01T10:00:00-0700`; Date needs a colon in the offset. */
function parseAppleDate(text: string): number | undefined {
  if (!/T.*(Z|[+-]\d\d:?\d\d)$/.test(text)) return undefined;
  const instant = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(instant) ? undefined : instant;
}
