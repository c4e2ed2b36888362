import * as pulumi from "@pulumi/pulumi";
import { parseVppToken } from "../apple/vppTokenFile";

/**
 * Warns, on the resource, when its declared token has expired since it was uploaded. (One that would be uploaded now is
 * refused instead.) The warning comes from the program's process: Pulumi shows a provider's own output without a resource.
 */
export function warnWhenExpired(resource: pulumi.Resource, token: pulumi.Input<string | undefined> | undefined): void {
  // The URN is known once the arguments were accepted, in a preview too; an id would be unknown there.
  pulumi.all([resource.urn, token]).apply(async ([, text]) => {
    const expired = typeof text === "string" ? expiryBefore(text, new Date()) : undefined;
    if (expired === undefined) return;
    await pulumi.log.warn(
      `The token expired on ${expired}: Intune can't sync or assign its apps any more. ` +
        "Download the current one from Apple Business Manager or Apple School Manager, and put it in place of the old.",
      resource,
    );
  });
}

function expiryBefore(text: string, now: Date): string | undefined {
  try {
    const { expirationDateTime } = parseVppToken(text);
    return Date.parse(expirationDateTime) < now.getTime() ? expirationDateTime : undefined;
  } catch {
    // A malformed text is the check's business.
    return undefined;
  }
}
