import type { Command } from "commander";
import type { VppTokenEntity } from "../../definitions/types";
import { printableLines } from "../../displayText";
import { type ErrorKind, UserError } from "../../errors";
import { defaultNamespace } from "../../graph/config/settingKeys";
import { errorCode } from "./output";

/** The options that select the tenant. */
export interface TenantOptions {
  readonly connection?: string;
  readonly stack?: string;
}

/** Adds the options that select the tenant and the source of its credential. */
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
      if (cwd !== undefined) changeDirectory(cwd);
    });
}

/**
 * Lists all VPP tokens of the tenant, from all pages, with the credential that the provider uses. Uses Graph's beta, because
 * only beta has names, locations and apps, unless the configuration's `apiVersion` says otherwise.
 * @throws UserError when there is no credential, or Graph refuses the request
 */
export async function listTenantTokens(options: TenantOptions): Promise<readonly VppTokenEntity[]> {
  try {
    return await listTokens(options);
  } catch (error) {
    throw options.stack === undefined ? withStackHint(error) : error;
  }
}

/** Adds a hint to messages that name settings: in a stack's folder, users expect that its configuration is read. */
function withStackHint(error: unknown): unknown {
  if (!(error instanceof UserError) || !aboutConnection.includes(error.kind)) return error;
  return new UserError(
    `${error.message} The command reads a stack's configuration only with --stack NAME.`,
    error.kind,
  );
}

/** The kinds of errors whose messages name settings, such as intune:tenantId, or a failed sign-in. */
const aboutConnection: readonly ErrorKind[] = ["settings", "signIn", "credential", "notGraph"];

async function listTokens({ connection, stack }: TenantOptions): Promise<readonly VppTokenEntity[]> {
  if (connection !== undefined && connection !== defaultNamespace && stack === undefined) {
    throw new UserError(
      `The connection "${connection}" is configured in a stack: name that with --stack. Environment variables serve the connection "${defaultNamespace}" only.`,
    );
  }
  // Loaded here, so that the message for a mistyped option doesn't wait for them.
  const [{ Connections }, { tenantOf }, { readStackConfiguration }] = await Promise.all([
    import("../../graph/connections.js"),
    import("../../provider/lookup/tenant.js"),
    import("./stackConfiguration.js"),
  ]);
  const configured = stack === undefined ? () => undefined : await readStackConfiguration(stack);
  // Notices of long waits go to standard error, so that they don't get between the lines of a listing.
  const connections = new Connections(process.env, { log: (sentence) => console.error(printableLines(sentence)) });
  const tenant = tenantOf(connections.from(configured, connection));
  return tenant.vppTokens(tenant.apiVersion ?? "beta");
}

/** Changes the current folder of this process. @throws UserError when it can't be entered */
function changeDirectory(folder: string): void {
  try {
    process.chdir(folder);
  } catch (error) {
    throw new UserError(
      `The folder ${folder} can't be entered (${errorCode(error) ?? "unknown reason"}): see that --cwd names a folder of yours.`,
    );
  }
}
