import { Client, credentials, Metadata, type MethodDefinition, Server, type ServiceError } from "@grpc/grpc-js";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService as rpc } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { EngineLog } from "../../src/engine/plugin/engineLog";
import { Plugin } from "../../src/engine/plugin/plugin";
import { providerService } from "../../src/engine/plugin/service";
import { type EngineServer, listening, startEngineServer } from "./engineServer";

/** Values as the protocol has them: JSON, with wrapped secrets and outputs. */
export type Wire = Readonly<Record<string, unknown>>;

/** A resource as the engine has it in its state. */
export interface Stored {
  readonly id: string;
  readonly inputs: Wire;
  readonly outputs: Wire;
}

export interface CheckAnswer {
  readonly inputs: Wire;
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

export interface DiffAnswer {
  readonly changes: "none" | "some" | "unknown";
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
  /** By the property: its kind as the protocol spells it, and whether it is one of inputs. */
  readonly detailed: Readonly<Record<string, readonly [kind: string, isOfInputs: boolean]>>;
}

const signature = "4dabf18193072939515e22adb298388d";

/** A secret on the wire. */
export const secretOf = (value: unknown) => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", value });

/** An output on the wire; without `value` one that isn't known yet. */
export const outputOf = (fields: object) => ({ [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...fields });

const urnPrefix = "urn:pulumi:dev::program::";

export const urnOf = (name: string, type = "VppToken") => `${urnPrefix}intune:index:${type}::${name}`;

/** Talks to a provider as Pulumi's engine does. */
export class PluginClient {
  /** What the provider answered, errors included, for tests that look for what must not be in there. */
  readonly answers: string[] = [];
  private readonly client: Client;

  constructor(address: string) {
    this.client = new Client(address, credentials.createInsecure());
  }

  close(): void {
    this.client.close();
  }

  async handshake(engineAddress: string) {
    const request = new pb.ProviderHandshakeRequest();
    request.setEngineAddress(engineAddress);
    return (await this.call(rpc.handshake, request)).toObject();
  }

  async attach(engineAddress: string): Promise<void> {
    const request = new PluginAttach();
    request.setAddress(engineAddress);
    await this.call(rpc.attach, request);
  }

  async version(): Promise<string> {
    return (await this.call(rpc.getPluginInfo, new Empty())).getVersion();
  }

  async schema(): Promise<string> {
    return (await this.call(rpc.getSchema, new pb.GetSchemaRequest())).getSchema();
  }

  async checkConfig(inputs: Wire): Promise<CheckAnswer> {
    const request = new pb.CheckRequest();
    request.setUrn(`${urnPrefix}pulumi:providers:intune::default`);
    request.setNews(struct(inputs));
    return checkAnswer(await this.call(rpc.checkConfig, request));
  }

  async diffConfig(olds: Wire, news: Wire): Promise<DiffAnswer> {
    const request = new pb.DiffRequest();
    request.setUrn(`${urnPrefix}pulumi:providers:intune::default`);
    request.setOldInputs(struct(olds));
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    return diffAnswer(await this.call(rpc.diffConfig, request));
  }

  async configure(inputs: Wire) {
    const request = new pb.ConfigureRequest();
    request.setArgs(struct(inputs));
    request.setAcceptsecrets(true);
    return (await this.call(rpc.configure, request)).toObject();
  }

  async check(urn: string, news: Wire, olds: Wire = {}): Promise<CheckAnswer> {
    const request = new pb.CheckRequest();
    request.setUrn(urn);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    return checkAnswer(await this.call(rpc.check, request));
  }

  async diff(urn: string, { id, inputs, outputs }: Stored, news: Wire): Promise<DiffAnswer> {
    const request = new pb.DiffRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setOldInputs(struct(inputs));
    request.setOlds(struct(outputs));
    request.setNews(struct(news));
    return diffAnswer(await this.call(rpc.diff, request));
  }

  /** @param timeout In seconds; 0 for none. */
  async create(urn: string, inputs: Wire, { preview = false, timeout = 0 } = {}): Promise<Stored> {
    const request = new pb.CreateRequest();
    request.setUrn(urn);
    request.setProperties(struct(inputs));
    request.setPreview(preview);
    request.setTimeout(timeout);
    const answer = await this.call(rpc.create, request);
    return { id: answer.getId(), inputs, outputs: wire(answer.getProperties()) };
  }

  async update(
    urn: string,
    { id, ...stored }: Stored,
    inputs: Wire,
    { preview = false, timeout = 0 } = {},
  ): Promise<Stored> {
    const request = new pb.UpdateRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setOldInputs(struct(stored.inputs));
    request.setOlds(struct(stored.outputs));
    request.setNews(struct(inputs));
    request.setPreview(preview);
    request.setTimeout(timeout);
    const answer = await this.call(rpc.update, request);
    return { id, inputs, outputs: wire(answer.getProperties()) };
  }

  /** Without `stored` as an import; with outputs alone as a program's `get` with properties. Undefined when it is gone. */
  async read(
    urn: string,
    id: string,
    { inputs, outputs = {} }: Partial<Stored> = {},
    timeout = 0,
  ): Promise<Stored | undefined> {
    const request = new pb.ReadRequest();
    request.setUrn(urn);
    request.setId(id);
    if (inputs !== undefined) request.setInputs(struct(inputs));
    request.setProperties(struct(outputs));
    request.setTimeout(timeout);
    const answer = await this.call(rpc.read, request);
    if (answer.getId() === "") return undefined;
    return { id: answer.getId(), inputs: wire(answer.getInputs()), outputs: wire(answer.getProperties()) };
  }

  async delete(urn: string, { id, inputs, outputs }: Stored, timeout = 0): Promise<void> {
    const request = new pb.DeleteRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setOldInputs(struct(inputs));
    request.setProperties(struct(outputs));
    request.setTimeout(timeout);
    await this.call(rpc.delete, request);
  }

  async invoke(name: string, args: Wire): Promise<Wire> {
    const request = new pb.InvokeRequest();
    request.setTok(name);
    request.setArgs(struct(args));
    return wire((await this.call(rpc.invoke, request)).getReturn());
  }

  async cancel(): Promise<void> {
    await this.call(rpc.cancel, new Empty());
  }

  /** Deploys a new resource. */
  async deploy(urn: string, news: Wire): Promise<Stored> {
    return this.create(urn, await this.checked(urn, news));
  }

  /** Deploys a change of a resource. Gives it as it was when there is nothing to change. */
  async redeploy(urn: string, stored: Stored, news: Wire): Promise<Stored> {
    const inputs = await this.checked(urn, news, stored.inputs);
    const { changes } = await this.diff(urn, stored, inputs);
    return changes === "none" ? { ...stored, inputs } : this.update(urn, stored, inputs);
  }

  /** The inputs of a resource that is valid. */
  async checked(urn: string, news: Wire, olds?: Wire): Promise<Wire> {
    const { inputs, failures } = await this.check(urn, news, olds);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    return inputs;
  }

  private call<Request, Answer extends { toObject(): unknown }>(
    { path, requestSerialize, responseDeserialize }: MethodDefinition<Request, Answer>,
    request: Request,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const options = { deadline: Date.now() + 60_000 };
      const metadata = new Metadata();
      this.client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        metadata,
        options,
        (error, answer) => {
          this.answers.push(error ? textOf(error) : JSON.stringify(answer?.toObject()));
          if (error) reject(error);
          else if (answer) resolve(answer);
        },
      );
    });
  }
}

/** What a failed initialization tells the engine to keep. */
export function keptBy(error: unknown) {
  const [bytes] = (error as ServiceError).metadata.get("grpc-status-details-bin");
  const [detail] = Status.deserializeBinary(Buffer.from(bytes ?? "")).getDetailsList();
  const failed = detail?.unpack(
    (data) => pb.ErrorResourceInitFailed.deserializeBinary(data),
    "pulumirpc.ErrorResourceInitFailed",
  );
  if (!failed) throw new Error("no failed initialization");
  return {
    id: failed.getId(),
    outputs: wire(failed.getProperties()),
    inputs: wire(failed.getInputs()),
    reasons: failed.getReasonsList(),
  };
}

function textOf({ details, metadata }: ServiceError): string {
  return `${details} ${metadata.get("grpc-status-details-bin").join(" ")}`;
}

export const struct = (values: Wire): Struct => Struct.fromJavaScript(JSON.parse(JSON.stringify(values)));

export const wire = (properties: Struct | undefined): Wire => properties?.toJavaScript() ?? {};

function checkAnswer(answer: pb.CheckResponse): CheckAnswer {
  const failures = answer.getFailuresList().map((each) => ({ property: each.getProperty(), reason: each.getReason() }));
  return { inputs: wire(answer.getInputs()), failures };
}

function diffAnswer(answer: pb.DiffResponse): DiffAnswer {
  const differences = answer.getDetaileddiffMap();
  return {
    changes: (["unknown", "none", "some"] as const)[answer.getChanges()] ?? "unknown",
    replaces: answer.getReplacesList(),
    deleteBeforeReplace: answer.getDeletebeforereplace(),
    detailed: Object.fromEntries(
      [...differences.keys()].map((name) => {
        const difference = differences.get(name);
        return [name, [kindOf(difference), difference?.getInputdiff() ?? false] as const];
      }),
    ),
  };
}

function kindOf(difference: pb.PropertyDiff | undefined): string {
  const [name = ""] = Object.entries(pb.PropertyDiff.Kind).find(([, kind]) => kind === difference?.getKind()) ?? [];
  return name;
}

/** Gives a function that serves the provider from this process; all of them end with the test. */
export function pluginsOfTest() {
  const ends: (() => void)[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });
  /** @param configuration What the provider is configured with; undefined for a provider that isn't. */
  return async (
    configuration?: Wire,
    { environment = {}, schema = "{}" }: { environment?: NodeJS.ProcessEnv; schema?: string } = {},
  ): Promise<{ client: PluginClient; engine: EngineServer }> => {
    const engine = await startEngineServer();
    const plugin = new Plugin("1.2.3", () => schema, environment, new EngineLog());
    const server = new Server();
    server.addService(rpc, providerService(plugin));
    const client = new PluginClient(`127.0.0.1:${await listening(server)}`);
    ends.push(() => {
      client.close();
      plugin.cancel();
      server.forceShutdown();
      engine.close();
    });
    await client.handshake(engine.address);
    if (configuration !== undefined) await client.configure(configuration);
    return { client, engine };
  };
}
