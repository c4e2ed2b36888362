import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { GetSchemaRequest, type GetSchemaResponse } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** What a started plugin says of itself over its protocol. */
export interface Introduction {
  readonly version: string;
  readonly schema: { readonly name: string; readonly version: string; readonly resources: object };
  /** How the process ended after its standard input had: the exit code. */
  readonly code: number | null;
}

/**
 * Starts a native plugin as the engine does, asks it for its version and its schema, and ends it as a killed engine does.
 *
 * @param executable The file to run.
 * @param environment Of the process.
 */
export async function introductionOf(executable: string, environment = process.env): Promise<Introduction> {
  // Nobody listens there: the plugin needs its engine only for messages.
  const child = spawn(executable, ["127.0.0.1:1"], { env: environment, stdio: ["pipe", "pipe", "inherit"] });
  try {
    const port = await firstLine(child);
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const info = await call<PluginInfo>((respond) => client.getPluginInfo(new Empty(), respond));
    const schema = await call<GetSchemaResponse>((respond) => client.getSchema(new GetSchemaRequest(), respond));
    client.close();
    const ended = once(child, "exit");
    child.stdin?.end();
    const [code] = await ended;
    return { version: info.getVersion(), schema: JSON.parse(schema.getSchema()), code };
  } finally {
    if (child.exitCode === null) child.kill("SIGKILL");
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  let output = "";
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    if (output.includes("\n")) break;
  }
  if (!/^\d+\n$/.test(output)) throw new Error(`Standard output is no port: ${JSON.stringify(output)}`);
  return output.trim();
}

function call<Response>(
  send: (respond: (error: ServiceError | null, response: Response) => void) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    send((error, response) => (error ? reject(error) : resolve(response)));
  });
}
