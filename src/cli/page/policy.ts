import { createHash } from "node:crypto";

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
