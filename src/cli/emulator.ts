import { Command, InvalidArgumentError } from "commander";
import type { Emulator } from "../emulator";

interface Options {
  readonly port: number;
  readonly data?: string;
}

/** `pulumi-intune emulator`: a local Intune, until Ctrl-C. */
export function emulatorCommand(): Command {
  return new Command("emulator")
    .description("Runs a local Intune that Pulumi programs can be tried against. No account is needed.")
    .option("--port <number>", "the port to listen on, on this computer only; 0 picks a free one", portOf, 4399)
    .option("--data <file>", "keep the tenant in this file between runs (VPP tokens themselves are never kept)")
    .addHelpText("after", "\nExample:\n  $ pulumi-intune emulator --port 4399 --data tenant.json")
    .action(run);
}

async function run(options: Options): Promise<void> {
  const emulator = await start(options);
  console.log(greeting(emulator.url, options.data));
  const stop = () => void emulator.close();
  process.once("SIGINT", stop).once("SIGTERM", stop);
}

async function start({ port, data }: Options): Promise<Emulator> {
  // Loaded here, because the other commands shouldn't wait for an HTTP server they don't use.
  const { startEmulator } = await import("../emulator/index.js");
  try {
    return await startEmulator({ port, ...(data === undefined ? {} : { data }) });
  } catch (error) {
    throw new Error(whyNotStarted(error, port));
  }
}

/** What a person reads when the emulator is up. */
export function greeting(url: string, data: string | undefined): string {
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

${kept}
Press Ctrl-C to stop.`;
}

/** One sentence for a person whose emulator didn't start. */
export function whyNotStarted(error: unknown, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    return `Port ${port} is in use, perhaps by another emulator: stop that one, or choose another port with --port (0 picks a free one).`;
  }
  if (code === "EACCES") {
    return `Port ${port} needs more rights than you have: choose one above 1023 with --port (0 picks a free one).`;
  }
  return error instanceof Error ? error.message : `The emulator could not start: ${String(error)}`;
}

/** The port that a command line names. */
export function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  return port;
}
