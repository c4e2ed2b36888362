import { type Client, credentials, Metadata } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** How long the engine may take over a message: an operation waits for its warnings. */
const timeLimitMs = 10_000;

/** The engine's log. It shows a message beside the resource that it names. */
export class EngineLog {
  private client: (Client & Pick<EngineClient, "log">) | undefined;

  /** @param address Host and port of the engine that started this process, or that attached to it. */
  connect(address: string): void {
    this.client?.close();
    this.client = new EngineClient(address, credentials.createInsecure());
  }

  /** It never fails: a message that the engine doesn't take is lost, and not what it speaks of. */
  info(sentence: string, urn: string | undefined): Promise<void> {
    return this.send(LogSeverity.INFO, sentence, urn);
  }

  warn(sentence: string, urn: string | undefined): Promise<void> {
    return this.send(LogSeverity.WARNING, sentence, urn);
  }

  private send(severity: LogSeverity, sentence: string, urn: string | undefined): Promise<void> {
    const { client } = this;
    if (client === undefined) return Promise.resolve();
    const request = new LogRequest();
    request.setSeverity(severity);
    request.setMessage(sentence);
    if (urn !== undefined) request.setUrn(urn);
    return new Promise((resolve) => {
      client.log(request, new Metadata(), { deadline: Date.now() + timeLimitMs }, () => resolve());
    });
  }
}
