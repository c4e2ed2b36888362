import { isObject, parsed, textOf } from "../../json";
import { foreignText } from "./foreignText";

/** An answer to a request, with what tells who gave it. */
export interface Answer {
  readonly status: number;
  readonly header: (name: string) => string | null;
  readonly body: string;
  /** The host that was asked; unset when it isn't known. */
  readonly host?: string | undefined;
}

/** The error that Graph answers with. @see https://learn.microsoft.com/graph/errors */
export type GraphErrorBody = Readonly<Record<string, unknown>> & { readonly code: string; readonly message: string };

/** The error in a body, if it is Graph's: an object with a code and a message. Proxies and gateways write others. */
export function graphErrorIn(body: unknown): GraphErrorBody | undefined {
  const error = isObject(body) ? body.error : undefined;
  return isGraphError(error) ? error : undefined;
}

function isGraphError(error: unknown): error is GraphErrorBody {
  return isObject(error) && textOf(error.code) !== undefined && typeof error.message === "string";
}

/** A title tells which page it is: "Sign in", "Access denied". Longer ones tell no more. */
const longestTitle = 100;

/** What a proxy or a gateway writes in its own format. */
const longestExcerpt = 200;

/** A page has its title at the beginning. */
const longestHead = 20_000;

/**
 * Says what an answer is that isn't Graph's, and which host was asked: whatever answered in its place is on the way there.
 * What it quotes is cleaned, and not yet redacted.
 */
export function describeForeign({ status, header, body, host }: Answer): string {
  if (status >= 300 && status < 400) return "the service redirects to another address. Credentials aren't sent there";
  const from = host === undefined ? "" : ` (from ${foreignText(host)})`;
  return `${whatItIs(body, header("content-type") ?? "")}${from}`;
}

function whatItIs(body: string, contentType: string): string {
  if (body.trim() === "") return "an empty answer";
  if (/\bhtml\b/i.test(contentType) || /^\s*<(?:!doctype\s+html|html|head|body)\b/i.test(body)) {
    const title = titleOf(body.slice(0, longestHead));
    return `a web page${title === undefined ? "" : ` with the title "${title}"`}, not an answer from Microsoft Graph`;
  }
  const json = parsed(body);
  if (json === undefined) return "text that is not from Microsoft Graph";
  const said = saidIn(json);
  return `JSON that is not from Microsoft Graph${said === undefined ? "" : `, which says "${said}"`}`;
}

function titleOf(head: string): string | undefined {
  const title = /<title[^<>]*>([^<]*)</i
    .exec(head)?.[1]
    ?.replace(/&(?:#(\d{1,6})|(amp|lt|gt|quot|nbsp));/gi, character);
  return title === undefined ? undefined : textOf(foreignText(title, longestTitle));
}

const namedCharacters: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };

function character(_all: string, code: string | undefined, name: string | undefined): string {
  if (code !== undefined) return String.fromCodePoint(Number(code));
  return namedCharacters[name?.toLowerCase() ?? ""] ?? "";
}

/** The sentence of an error that isn't Graph's, from one of the usual properties. */
function saidIn(json: unknown): string | undefined {
  if (!isObject(json)) return undefined;
  const error = isObject(json.error) ? json.error.message : json.error;
  const sentence = [error, json.message, json.error_description].map(textOf).find((text) => text !== undefined);
  return sentence === undefined ? undefined : textOf(foreignText(sentence, longestExcerpt));
}
