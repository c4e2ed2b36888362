import type { Command } from "commander";
import { printableLines } from "../displayText";
import { type ErrorKind, UserError } from "../errors";
import { defaultNamespace } from "../graph/config/settingKeys";
import type { VppTokenEntity } from "../lookups/VppTokenEntity";
import { enterFolder } from "./enterFolder";

/** Which tenant a command asks, as its options say. */
export interface TenantOptions {
  readonly connection?: string;
  readonly stack?: string;
}

/** Adds the options that say which tenant a command asks, and where its credential comes from. */
export function withTenantOptions(command: Command): Command {
  return command
    .option(
      "--connection <namespace>",
      `the namespace of configuration that names the tenant (default: ${defaultNamespace})`,
    )
    .option("--stack <name>", "take the credential from the configuration of this Pulumi stack")
    .option("-C, --cwd <folder>", "run as if started in this folder, for example the one of the stack's program")
    .hook("preAction", () => {
      const { cwd } = command.opts<{ cwd?: string }>();
      if (cwd !== undefined) enterFolder(cwd);
    });
}

/**
 * All VPP tokens of the tenant, from all pages, with the credential that the provider would use. Beta is asked, because
 * only that tells of names, locations and apps, unless the configuration's `apiVersion` says otherwise.
 * @throws UserError when there is no credential, or Graph refuses
 */
export async function tenantTokens(options: TenantOptions): Promise<readonly VppTokenEntity[]> {
  try {
    return await listed(options);
  } catch (error) {
    throw options.stack === undefined ? withoutStack(error) : error;
  }
}

/** Whoever is in a stack's folder takes the settings that such a message names for those of the stack. */
function withoutStack(error: unknown): unknown {
  if (!(error instanceof UserError) || !aboutConnection.includes(error.kind)) return error;
  return new UserError(
    `${error.message} The command reads a stack's configuration only with --stack NAME.`,
    error.kind,
  );
}

/** The kinds of errors whose messages name settings, such as intune:tenantId, or a failed sign-in. */
const aboutConnection: readonly ErrorKind[] = ["settings", "signIn", "credential", "notGraph"];

async function listed({ connection, stack }: TenantOptions): Promise<readonly VppTokenEntity[]> {
  if (connection !== undefined && connection !== defaultNamespace && stack === undefined) {
    throw new UserError(
      `The connection "${connection}" is configured in a stack: name that with --stack. Environment variables serve the connection "${defaultNamespace}" only.`,
    );
  }
  // Loaded here, because a mistyped option shouldn't wait for them.
  const [{ tenantOf }, { stackConfiguration }] = await Promise.all([
    import("../lookups/tenant.js"),
    import("./stackConfiguration.js"),
  ]);
  const configured = stack === undefined ? () => undefined : await stackConfiguration(stack);
  // What is said of long waits must not get between the lines of a listing.
  const tenant = tenantOf(configured, connection, (sentence) => console.error(printableLines(sentence)));
  return tenant.vppTokens(tenant.apiVersion ?? "beta");
}
