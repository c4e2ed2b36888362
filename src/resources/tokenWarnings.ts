import { isSource, readSource } from "../apple/tokenSource";
import { parseVppToken } from "../apple/vppTokenFile";
import { tokenWarnings, type WarningFacts } from "../provider/tokenWarnings";
import * as pulumi from "../pulumi";

/** Where a token's text is found, as a program declares it. */
type Source = { file?: pulumi.Input<string> | undefined; env?: pulumi.Input<string> | undefined };

/** A resource that holds an Apple token. */
interface TokenResource extends pulumi.Resource {
  readonly expirationDateTime: pulumi.Output<string>;
  readonly state: pulumi.Output<string>;
}

interface TokenArguments {
  readonly token?: pulumi.Input<string | undefined>;
  readonly tokenFrom?: pulumi.Input<Source | undefined>;
  readonly renewalWarningDays?: pulumi.Input<number | undefined>;
}

/**
 * Warns, on the resource, when its token has to be renewed or Intune doesn't think it valid. The warning comes from the
 * program's process, since Pulumi shows a provider's own output without a resource.
 */
export function warnOfToken(resource: TokenResource, args: TokenArguments): void {
  const said = new Set<string>();
  const warn = async (facts: Omit<WarningFacts, "now">) => {
    for (const warning of tokenWarnings({ ...facts, now: new Date() })) {
      if (said.has(warning)) continue;
      said.add(warning);
      await pulumi.log.warn(warning, resource);
    }
  };
  const declared = pulumi
    .all([args.token, args.tokenFrom, args.renewalWarningDays])
    .apply(([token, source, renewalWarningDays]) => ({ declaredExpiry: expiryOf(token, source), renewalWarningDays }));
  // The URN is known as soon as the arguments were accepted; in a preview of a change nothing else is.
  if (pulumi.isDryRun()) {
    pulumi
      .all([resource.urn, declared])
      .apply(([, facts]) => warn({ ...facts, liveExpiry: undefined, state: undefined }));
  }
  pulumi
    .all([resource.expirationDateTime, resource.state, declared])
    .apply(([liveExpiry, state, facts]) => warn({ ...facts, liveExpiry, state }));
}

/** What can't be read here is the check's business, which says so. */
function expiryOf(
  token: string | undefined,
  source: { file?: string | undefined; env?: string | undefined } | undefined,
): string | undefined {
  try {
    const text = token ?? (isSource(source) ? readSource(source) : "");
    return parseVppToken(text).expirationDateTime;
  } catch {
    return undefined;
  }
}
