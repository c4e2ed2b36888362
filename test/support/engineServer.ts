import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** A message that the engine was asked to show. */
export interface Logged {
  readonly severity: "info" | "warning" | "other";
  readonly message: string;
  /** "" where the message names no resource. */
  readonly urn: string;
}

/** The part of Pulumi's engine that a provider talks to. */
export interface EngineServer {
  /** Host and port. */
  readonly address: string;
  readonly logged: readonly Logged[];
  close(): void;
}

const severities = new Map<number, Logged["severity"]>([
  [LogSeverity.INFO, "info"],
  [LogSeverity.WARNING, "warning"],
]);

export async function startEngineServer(): Promise<EngineServer> {
  const logged: Logged[] = [];
  const server = new Server();
  server.addService(EngineService, {
    log: ({ request }: { request: LogRequest }, respond: (error: null, answer: Empty) => void) => {
      const severity = severities.get(request.getSeverity()) ?? "other";
      logged.push({ severity, message: request.getMessage(), urn: request.getUrn() });
      respond(null, new Empty());
    },
  });
  return { address: `127.0.0.1:${await listening(server)}`, logged, close: () => server.forceShutdown() };
}

/** Binds the server to a free port of this machine. */
export function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}
