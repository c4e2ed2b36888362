import { Command, InvalidArgumentError } from "commander";
import type { Emulator } from "../emulator";
import { faultKinds } from "../emulator/faults/faultKinds";
import { defaultOrganizationId } from "../emulator/settings";
import { UserError } from "../errors";
import { exitCodeHelp, parseWholeNumber } from "./shared/commandLine";
import { errorCode } from "./shared/output";

interface Options {
  readonly port: number;
  readonly data?: string;
  readonly seed?: number;
  readonly latency?: number;
  readonly faults?: true;
}

const examples = `Examples:
  $ pulumi-intune emulator --port 4399 --data tenant.json
  $ pulumi-intune emulator --seed 40 --latency 50

${exitCodeHelp("it was stopped", undefined, "it could not start, or the command line isn't understood")}`;

/** `pulumi-intune emulator`: a local Intune, until Ctrl-C. */
export function emulatorCommand(): Command {
  return new Command("emulator")
    .description("Runs a local Intune that Pulumi programs can be tried against. No account is needed.")
    .option("--port <number>", "the port to listen on, on this computer only; 0 picks a free one", parsePort, 4399)
    .option("--data <file>", "keep the tenant in this file between runs (VPP tokens themselves are never kept)")
    .option(
      "--seed <number>",
      "fill an empty tenant with so many made-up tokens, always the same ones",
      parseWholeNumber,
    )
    .option("--latency <ms>", "hold every answer back for so many milliseconds (default: 0)", parseWholeNumber)
    .option("--faults", "let requests fail on demand, so that you can rehearse what a bad day does (see below)")
    .addHelpText("after", `\n${faultHelp()}`)
    .addHelpText("after", `\n${examples}`)
    .action(run);
}

async function run(options: Options): Promise<void> {
  const emulator = await start(options);
  console.log(startMessage(emulator.url, options));
  const stop = () => void emulator.close();
  process.once("SIGINT", stop).once("SIGTERM", stop);
}

async function start({ port, ...options }: Options): Promise<Emulator> {
  // Loaded here, so that the other commands don't wait for an HTTP server that they don't use.
  const { startEmulator } = await import("../emulator/index.js");
  try {
    return await startEmulator({ port, ...options });
  } catch (error) {
    throw new UserError(startFailureMessage(error, port));
  }
}

/** Returns the message that is shown when the emulator has started. */
export function startMessage(url: string, { data, seed, faults }: Omit<Options, "port">): string {
  const seeded = seed ? "`pulumi-intune status` lists its tokens, which are made up.\n" : "";
  const kept =
    data === undefined
      ? "The tenant is gone when the emulator stops; --data FILE keeps it."
      : `The tenant is kept in ${data}.`;
  return `A local Intune answers at ${url} (Microsoft Graph v1.0 and beta).

Point a Pulumi stack at it:
  pulumi config set intune:graphEndpoint ${url}
  pulumi config set --secret intune:accessToken emulator

or everything that runs in a shell:
  export INTUNE_GRAPH_ENDPOINT=${url} INTUNE_ACCESS_TOKEN=emulator

Its organizationId, for AppleVolumePurchaseProgramToken, is ${defaultOrganizationId}.
${seeded}${kept}${faults ? `\nIt fails as it is told at ${url}/emulator/faults; --help lists the ways.` : ""}
Press Ctrl-C to stop.`;
}

/** Describes the faults, for --help. */
function faultHelp(): string {
  const kinds = faultKinds.map(
    ({ name, parameterHelp, description }) =>
      `  ${name.padEnd(14)}${description}${parameterHelp && `\n${" ".repeat(16)}${parameterHelp}`}`,
  );
  return `Faults, with --faults:
  POST /emulator/faults takes a rule or a list of rules, GET tells how many requests each has hit, DELETE ends them.
  A rule names its kind and that kind's parameters, and which requests it is for: method, path (a part of the path, or
  a regular expression), sends (the same for the body), version ("v1.0" or "beta"), after (how many such requests pass
  first; default 0), times (how many are hit then; default 1). A request is hit by the first rule that fits. Under
  "and" stands another fault that the same request meets. The kinds and their parameters:

${kinds.join("\n")}

  $ curl http://127.0.0.1:4399/emulator/faults -d '[{"kind": "status", "status": 429, "retryAfter": 2, "method": "POST"}]'`;
}

/** Returns one sentence that says why the emulator didn't start. */
export function startFailureMessage(error: unknown, port: number): string {
  const code = errorCode(error);
  if (code === "EADDRINUSE") {
    return `Port ${port} is in use, perhaps by another emulator: stop that one, or choose another port with --port (0 picks a free one).`;
  }
  if (code === "EACCES") {
    return `Port ${port} needs more rights than you have: choose one above 1023 with --port (0 picks a free one).`;
  }
  return error instanceof Error ? error.message : `The emulator could not start: ${String(error)}`;
}

/** Parses the value of --port. @throws InvalidArgumentError */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  return port;
}
