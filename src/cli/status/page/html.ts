import { createHash } from "node:crypto";
import { html, raw } from "hono/html";

export { html, raw };

/** What `html` makes: every value in it has been escaped, so that none can break out of its place. */
export type Html = ReturnType<typeof html>;

/** A count with a comma between thousands, for example `3,000`. */
export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

/** The content security policy under which a page loads nothing, and runs nothing but this style and this script. */
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
