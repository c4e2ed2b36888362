import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  ConfigureRequest,
  GetSchemaRequest,
  type GetSchemaResponse,
  InvokeRequest,
  type InvokeResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** What a started plugin says of itself over its protocol. */
export interface Introduction {
  readonly version: string;
  readonly schema: { readonly name: string; readonly version: string; readonly resources: object };
}

/** A plugin that was started as the engine does. */
export interface StartedPlugin {
  introduce(): Promise<Introduction>;
  /** Calls a function without arguments, with the settings of the environment; the answer is the function's. */
  invoke(token: string): Promise<unknown>;
}

/**
 * Starts a native plugin, works with it, and ends it as a killed engine does: its standard input ends.
 *
 * @param executable The file to run.
 * @param environment Of the process.
 * @returns What the work gave, and the exit code.
 */
export async function withPlugin<T>(
  executable: string,
  work: (plugin: StartedPlugin) => Promise<T>,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<{ readonly result: T; readonly code: number | null }> {
  // Nobody listens there: the plugin needs its engine only for messages.
  const child = spawn(executable, ["127.0.0.1:1"], { env: environment, stdio: ["pipe", "pipe", "inherit"] });
  try {
    const port = await firstLine(child);
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const result = await work(pluginOf(client));
    client.close();
    const ended = once(child, "exit");
    child.stdin?.end();
    const [code] = await ended;
    return { result, code };
  } finally {
    if (child.exitCode === null) child.kill("SIGKILL");
  }
}

function pluginOf(client: ResourceProviderClient): StartedPlugin {
  return {
    introduce: async () => {
      const info = await call<PluginInfo>((respond) => client.getPluginInfo(new Empty(), respond));
      const schema = await call<GetSchemaResponse>((respond) => client.getSchema(new GetSchemaRequest(), respond));
      return { version: info.getVersion(), schema: JSON.parse(schema.getSchema()) };
    },
    invoke: async (token) => {
      const configuration = new ConfigureRequest();
      configuration.setArgs(Struct.fromJavaScript({}));
      await call((respond) => client.configure(configuration, respond));
      const request = new InvokeRequest();
      request.setTok(token);
      request.setArgs(Struct.fromJavaScript({}));
      const response = await call<InvokeResponse>((respond) => client.invoke(request, respond));
      return response.getReturn()?.toJavaScript();
    },
  };
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
