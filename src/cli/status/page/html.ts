import { createHash } from "node:crypto";
import { html, raw } from "hono/html";

export { html, raw };

/** The result of `html`: every value in it is escaped, so that none can add markup. */
export type Html = ReturnType<typeof html>;

/** Formats a count with a comma between thousands, for example `3,000`. */
export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

/** Returns a content security policy with which a page loads nothing, and uses only this style and this script. */
export function contentSecurityPolicy(style: string, script: string): string {
  return [
    "default-src 'none'",
    `style-src '${cspHash(style)}'`,
    `script-src '${cspHash(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function cspHash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
