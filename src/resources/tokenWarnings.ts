import { readFileSync } from "node:fs";
import { renewalWarning, stateWarning } from "../apple/renewal";
import { parseVppToken } from "../apple/vppTokenFile";
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

const defaultDays = 30;

/**
 * Warns, on the resource, when its token has to be renewed or Intune doesn't think it valid. The warning comes from the
 * program's process, since Pulumi shows a provider's own output without a resource.
 */
export function warnOfToken(resource: TokenResource, args: TokenArguments): void {
  const said = new Set<string>();
  const warn = async (warning: string | undefined) => {
    if (warning === undefined || said.has(warning)) return;
    said.add(warning);
    await pulumi.log.warn(warning, resource);
  };
  const declared = pulumi.all([args.token, args.tokenFrom, args.renewalWarningDays]);
  // The URN is known as soon as the arguments were accepted; in a preview of a change nothing else is.
  if (pulumi.isDryRun()) {
    pulumi
      .all([resource.urn, declared])
      .apply(([, [token, source, days]]) => warn(warning(expiryOf(token, source), undefined, days)));
  }
  pulumi
    .all([resource.expirationDateTime, resource.state, declared])
    .apply(async ([live, state, [token, source, days]]) => {
      const renewal = warning(expiryOf(token, source), live, days);
      await warn(renewal);
      if (renewal === undefined || state !== "expired") await warn(stateWarning(state));
    });
}

function warning(declared: string | undefined, live: string | undefined, days: number | undefined) {
  return renewalWarning({ declared, live, days: days ?? defaultDays, now: new Date() });
}

/** What can't be read here is the check's business, which says so. */
function expiryOf(
  token: string | undefined,
  source: { file?: string | undefined; env?: string | undefined } | undefined,
): string | undefined {
  try {
    const text = token ?? (source?.file ? readFileSync(source.file, "utf8") : process.env[source?.env ?? ""]);
    return parseVppToken(text ?? "").expirationDateTime;
  } catch {
    return undefined;
  }
}
