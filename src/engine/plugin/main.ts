import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { packageVersion } from "../../packageVersion";
import { EngineLog } from "./engineLog";
import { Plugin } from "./plugin";
import { providerService } from "./service";

/**
 * The process that the engine starts, with its address as the argument. The first line of standard output is the port; the
 * engine reads nothing else there. Standard input ends with the engine, also when that is killed: a process that lived on
 * could upload a token that the next run uploads as well.
 */
async function main(address: string | undefined): Promise<void> {
  const log = new EngineLog();
  if (address !== undefined) log.connect(address);
  const version = packageVersion();
  const plugin = new Plugin(version, () => schemaOf(version), process.env, log);
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, providerService(plugin));
  const port = await bound(server);
  process.stdout.write(`${port}\n`);
  // What is under way is finished, and its answer sent, before this process ends.
  const end = () => {
    plugin.cancel();
    server.tryShutdown(() => process.exit(0));
    // The server waits for good for a connection that its engine closes at the same moment. Nothing else keeps the process then.
    process.stdin.unref();
  };
  // Windows has SIGBREAK in place of SIGINT, which an engine sends to a process group.
  for (const signal of ["SIGINT", "SIGTERM", "SIGBREAK"] as const) process.once(signal, end);
  process.stdin.once("end", () => process.exit(0)).resume();
}

function bound(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}

/** The schema beside the executable, with the version of this package. */
function schemaOf(version: string): string {
  return JSON.stringify({ ...JSON.parse(readFileSync(join(__dirname, "schema.json"), "utf8")), version });
}

main(process.argv[2]).catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
