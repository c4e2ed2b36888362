import { Command, Option } from "commander";
import { exitCodeHelp, exitCodes, parseWholeNumber } from "../shared/commandLine";
import { colorizeFor, print, writeFile } from "../shared/output";
import { listTenantTokens, type TenantOptions, withTenantOptions } from "../shared/tenantTokens";
import { type FormatName, formats } from "./formats/format";
import { type StatusRow, statusRows } from "./statusRow";

interface Options extends TenantOptions {
  readonly format: FormatName;
  readonly json?: true;
  readonly html?: string;
  readonly expiringWithin?: number;
}

/** `pulumi-intune status`: lists all VPP tokens of the tenant, the soonest expiry first. */
export function statusCommand(): Command {
  const command = new Command("status")
    .description("Lists the VPP tokens of the tenant, the soonest expiry first. It only reads.")
    .addOption(new Option("--format <name>", "how to write them").choices(Object.keys(formats)).default("table"))
    .addOption(new Option("--json", "short for --format json").conflicts("format"))
    .addOption(new Option("--html <file>", "write an HTML report to this file").conflicts(["format", "json"]))
    .option(
      "--expiring-within <days>",
      "exit with 1 when a token expires within so many days or isn't valid",
      parseWholeNumber,
    );
  return withTenantOptions(command).addHelpText("after", help).action(run);
}

async function run(options: Options): Promise<void> {
  const tokens = await listTenantTokens(options);
  const now = new Date();
  const rows = statusRows(tokens, now);
  if (options.html === undefined) await list(rows, now, options);
  else await writePage(options.html, rows, now);
  if (options.expiringWithin === undefined) return;
  const { attentionReport } = await import("./attention.js");
  const found = attentionReport(rows, options.expiringWithin, now);
  if (found === undefined) return;
  console.error(found);
  process.exitCode = exitCodes.attention;
}

async function list(rows: readonly StatusRow[], now: Date, options: Options): Promise<void> {
  const format = await formats[options.json ? "json" : options.format]();
  const formatOptions = {
    colorize: colorizeFor(process.stdout),
    width: process.stdout.columns,
    days: options.expiringWithin,
  };
  await print(format.render(rows, now, formatOptions));
}

async function writePage(file: string, rows: readonly StatusRow[], now: Date): Promise<void> {
  const { statusPage } = await import("./page/statusPage.js");
  writeFile(file, statusPage(rows, now), { force: true });
  console.error(
    `${rows.length} VPP ${rows.length === 1 ? "token" : "tokens"} written to ${file}: open it in a browser.`,
  );
}

const help = `
Formats:
  table       a line a token; red and yellow are what to look at
  json        an array of the tokens under Microsoft Graph's names, each with its daysLeft
  prometheus  metrics, for example for the textfile collector of Prometheus' node exporter
  junit       a test report for CI systems: each token is valid, lasts the days of --expiring-within (30 without it)
              and was synced within a day

The page of --html is one file that loads nothing from elsewhere: a timeline of expiries, a search and a filter.

The credential is the provider's: INTUNE_, ARM_ or AZURE_ variables, or with --stack the configuration of that stack,
which the Pulumi CLI reads. Microsoft Graph's beta is asked, since v1.0 knows no names and no apps, unless the setting
apiVersion says v1.0. Permission: DeviceManagementServiceConfig.Read.All.

Examples:
  $ pulumi-intune status
  $ pulumi-intune status --stack prod --connection contoso
  $ pulumi-intune status --expiring-within 30 --format junit > vpp-tokens.xml
  $ pulumi-intune status --html vpp-tokens.html
  $ pulumi-intune status --json | jq -r '.[] | select(.daysLeft < 30) | .appleId'

${exitCodeHelp(
  "the tokens were listed; with --expiring-within: all of them are valid and last longer",
  "with --expiring-within: a token expires within so many days or isn't valid; standard error says which and why",
)}`;
